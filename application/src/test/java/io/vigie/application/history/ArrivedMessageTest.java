package io.vigie.application.history;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.memory.MemoryEngine;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.monitor.MonitoredDevice;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivedMessageTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final DeviceId DEVICE = new DeviceId("d");

    private static final RuleBook WARMER_INSIDE = rules(rule("warmer-inside")
            .metric("inside")
            .raise(Severity.MINOR, when("inside > outside"))
            .build());

    private static SensorReading reading(String metric, double value, long second) {
        return new SensorReading(
                DEVICE, new Metric(metric), value, Option.none(), START.plusSeconds(second), HashMap.empty());
    }

    private static ArrivedMessage message(long arrival, SensorReading... readings) {
        return new ArrivedMessage(List.of(readings), START.plusSeconds(arrival));
    }

    /** What comes of the messages where this one device is replayed. */
    private static Seq<String> replayed(Seq<ArrivedMessage> messages, TimePolicy time) {
        java.util.List<AlarmTransition> transitions = new ArrayList<>();
        MonitoredDevice device = new FleetMonitor(WARMER_INSIDE, time).newDevice(DEVICE, transitions::add);
        messages.forEach(message -> message.play(device));
        return List.ofAll(transitions).map(AlarmTransition::word);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void ofWhichAnUnreadMetricComesAgainBeginsAnotherObservationInAReplayAsInTheEngine(int outOfOrder) {
        TimePolicy time = new TimePolicy(Duration.ofSeconds(outOfOrder), Duration.ZERO, Duration.ZERO);
        Seq<ArrivedMessage> messages = List.of(
                message(0, reading("outside", 10, 0)),
                message(
                        1,
                        reading("noise", 1, 1),
                        reading("inside", 20, 1),
                        reading("noise", 2, 1),
                        reading("outside", 30, 1)),
                // What waits is released by a later reading.
                message(11, reading("noise", 3, 11)));

        assertThat(MemoryEngine.run(WARMER_INSIDE, time, messages, Option.none())
                        .transitions()
                        .map(AlarmTransition::word))
                .containsExactly("raised", "cleared");
        assertThat(replayed(messages, time)).containsExactly("raised", "cleared");
    }
}
