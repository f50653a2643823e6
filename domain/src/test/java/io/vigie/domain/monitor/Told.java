package io.vigie.domain.monitor;

import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.alarm.AlarmTransition.Occasion;
import io.vigie.domain.reading.Microseconds;

/** What a transition says, without why: what the kernel and the {@link Oracle} must agree on. */
record Told(long time, String rule, String word, String severity, String metric, double value, AlarmId alarm) {

    static Told of(AlarmTransition transition) {
        Occasion occasion = transition.occasion();
        return new Told(
                Microseconds.of(occasion.eventTime()),
                occasion.rule().value(),
                transition.word(),
                transition.severity().word(),
                occasion.metric().name(),
                occasion.value(),
                occasion.alarm());
    }

    @Override
    public String toString() {
        return Scenario.sinceStart(Microseconds.instant(time)) + " " + rule + " " + word + " " + severity + " by "
                + metric + " " + value;
    }
}
