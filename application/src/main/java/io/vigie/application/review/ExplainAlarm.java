package io.vigie.application.review;

import io.vavr.control.Option;
import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.rule.RuleBook;

/** Tells why an alarm was raised. */
public interface ExplainAlarm {

    /**
     * Finds the alarm by running the rules over history again, and tells how it came about.
     *
     * @return the story; none where these rules raise no alarm of that id
     */
    Option<AlarmStory> explain(RuleBook rules, AlarmId alarm);
}
