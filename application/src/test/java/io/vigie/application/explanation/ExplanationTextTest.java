package io.vigie.application.explanation;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.monitor.MonitoredDevice;
import io.vigie.domain.monitor.MonitoredMetric;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.EntryDraft;
import io.vigie.domain.rule.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTextTest {

    private static final long SECOND = 1_000_000;
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    /** Why the alarm of an entry went through what it did, with a reading every four seconds and the clock far on. */
    private static List<String> told(EntryDraft entry, double... values) {
        List<AlarmTransition> transitions = new ArrayList<>();
        MonitoredDevice device = device(entry, transitions);
        MonitoredMetric metric = device.metric("temperature");
        for (int i = 0; i < values.length; i++) {
            send(device, metric, values[i], i * 4L * SECOND, i * 4L * SECOND);
        }
        device.finish(3_600 * SECOND);
        return transitions.stream().map(ExplanationText::of).toList();
    }

    private static MonitoredDevice device(EntryDraft entry, List<AlarmTransition> transitions) {
        return new FleetMonitor(
                        rules(rule("r")
                                .metric("temperature")
                                .raise(Severity.MAJOR, entry)
                                .raise(Severity.MINOR, when("value == 99"))
                                .build()),
                        TimePolicy.DEFAULT)
                .newDevice(new DeviceId("a"), transitions::add);
    }

    private static void send(MonitoredDevice device, MonitoredMetric metric, double value, long time, long arrival) {
        device.begin(arrival);
        device.take(metric, value, null, time);
        device.end();
    }

    @Test
    void ofAReadingSaysWhatHoldsAndWhatDoesNotAnyMore() {
        assertThat(told(when("value > 60"), 61, 50))
                .containsExactly(
                        "major when value > 60 holds; temperature 61 at 1970-01-01T00:00:00Z",
                        "no longer holds: major when value > 60; temperature 50 at 1970-01-01T00:00:04Z");
    }

    @Test
    void ofARunAndASilenceSaysSinceWhen() {
        assertThat(told(when("value > 60").heldFor(TEN_SECONDS), 61))
                .containsExactly("major when value > 60 for 10s holds: true since 1970-01-01T00:00:00Z;"
                        + " temperature 61 at 1970-01-01T00:00:00Z");
        assertThat(told(silentFor(TEN_SECONDS), 61))
                .containsExactly("major silent 10s holds: nothing heard since 1970-01-01T00:00:00Z;"
                        + " temperature 61 at 1970-01-01T00:00:00Z");
    }

    @Test
    void ofWhatHoldsSaysWhenItWasMetLast() {
        assertThat(told(when("value > 60").holds(TEN_SECONDS), 61, 50).get(1))
                .isEqualTo("no longer holds: major when value > 60 holds 10s, which was met last at"
                        + " 1970-01-01T00:00:00Z; temperature 61 at 1970-01-01T00:00:00Z,"
                        + " temperature 50 at 1970-01-01T00:00:04Z");
    }

    @Test
    void ofUntilSaysSinceWhenItWasTrue() {
        assertThat(told(when("value > 60").until("value < 55", TEN_SECONDS), 61, 50)
                        .get(1))
                .isEqualTo("no longer holds: major when value > 60 until value < 55 for 10s, whose until has been true"
                        + " since 1970-01-01T00:00:04Z; temperature 50 at 1970-01-01T00:00:04Z");
    }

    @Test
    void ofADeadlineThatLeavesAnotherEntrySaysBoth() {
        assertThat(told(when("value == 61").holds(TEN_SECONDS), 61, 99).get(1))
                .startsWith(
                        "minor when value == 99 holds, and no longer major when value == 61 holds 10s, which was met"
                                + " last at 1970-01-01T00:00:00Z;");
    }

    @Test
    void ofASilenceThatALateReadingEndedSaysWhen() {
        List<AlarmTransition> transitions = new ArrayList<>();
        MonitoredDevice device = device(silentFor(TEN_SECONDS), transitions);
        MonitoredMetric metric = device.metric("temperature");
        send(device, metric, 61, 0, 0);
        send(device, metric, 60, -SECOND, 15 * SECOND);
        assertThat(ExplanationText.of(transitions.get(1)))
                .isEqualTo("no longer holds: major silent 10s, whose metric was heard at 1970-01-01T00:00:15Z;"
                        + " temperature 61 at 1970-01-01T00:00:00Z");
    }
}
