package io.vigie.application.review;

import io.vavr.collection.HashSet;
import io.vavr.control.Option;
import io.vigie.application.port.out.ReadingHistory;
import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.RuleBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds an alarm in a history, and goes through its device's readings once more to see how it came about. */
public final class AlarmInquiry implements ExplainAlarm {

    private final ReadingHistory history;

    /** In this history. */
    public AlarmInquiry(ReadingHistory history) {
        this.history = history;
    }

    @Override
    public Option<AlarmStory> explain(RuleBook rules, AlarmId alarm) {
        return history.extent().clock(history.terms().time()).flatMap(end -> explain(rules, alarm, end));
    }

    private Option<AlarmStory> explain(RuleBook rules, AlarmId alarm, Instant end) {
        long clock = Microseconds.of(end);
        List<PastAlarm> found = new ArrayList<>(1);
        history.scan(Option.none(), new FindAlarm(rules, alarm, history.terms(), clock), found::add);
        List<AlarmStory> stories = new ArrayList<>(1);
        for (PastAlarm match : found) {
            history.scan(
                    Option.some(HashSet.of(match.device())),
                    new TellAlarm(rules.rule(match.rule()).get(), match, history.terms(), clock),
                    stories::add);
        }
        return Option.when(!stories.isEmpty(), () -> stories.get(0));
    }
}
