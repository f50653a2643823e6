package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Rehearsal.rehearse;
import static io.vigie.domain.monitor.Scenario.BOILER;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Rules;
import io.vigie.domain.rule.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What tells one transition from another, so that a repeat of it is known as one: alarm, event time, kind, severity, and
 * metric and value of its reading. All of them are in {@link Told}; the rule is in the alarm.
 */
class TransitionIdentityTest {

    /** Those of one instant are raised and cleared by each other's metrics; one that comes again begins another observation. */
    private static final Rule HOT_AT_LOW_PRESSURE = rule("hot-at-low-pressure")
            .raise(Severity.MAJOR, when("temperature > 90 and pressure < 2 or humidity > 80"))
            .build();

    private static final Rule HOT = rule("hot")
            .metric("temperature")
            .raise(Severity.MAJOR, when("value > 90"))
            .build();

    private static List<Told> told(Rehearsal rehearsal) {
        return rehearsal.transitions().stream().map(Told::of).toList();
    }

    private static List<AlarmTransition> run(RandomCase given) {
        List<AlarmTransition> transitions = new ArrayList<>();
        MonitoredDevice device = new FleetMonitor(Rules.rules(given.rules.toArray(Rule[]::new)), TimePolicy.DEFAULT)
                .newDevice(BOILER, transitions::add);
        for (Sent sent : given.inOrder) {
            Messages.send(device, sent.metric(), sent.value(), sent.time());
        }
        device.finish(given.end);
        return transitions;
    }

    @Test
    void transitionsThatCannotBeToldApartComeOfReadingsThatCannot() {
        int alike = 0;
        for (long seed = 0; seed < 5_000; seed++) {
            RandomCase given = new RandomCase(seed);
            Map<Told, Long> told = run(given).stream().map(Told::of).collect(counted());
            Map<Sent, Long> sent = given.inOrder.stream().collect(counted());
            for (Map.Entry<Told, Long> transition : told.entrySet()) {
                if (transition.getValue() > 1) {
                    alike++;
                    Sent reading = new Sent(
                            transition.getKey().time(),
                            transition.getKey().metric(),
                            transition.getKey().value());
                    assertThat(sent.get(reading))
                            .as(() -> reading + " in " + given.timeline(given.inOrder))
                            .isGreaterThanOrEqualTo(transition.getValue());
                }
            }
        }
        assertThat(alike).isPositive();
    }

    private static <T> java.util.stream.Collector<T, ?, Map<T, Long>> counted() {
        return Collectors.groupingBy(one -> one, Collectors.counting());
    }

    @Test
    void withoutMetricAndValueSomeOfDifferentReadingsWouldBeTakenForOne() {
        boolean taken = LongStream.range(0, 2_000).anyMatch(seed -> {
            List<Told> all = run(new RandomCase(seed)).stream().map(Told::of).toList();
            Set<List<Object>> fewer = all.stream()
                    .<List<Object>>map(one -> List.of(one.alarm(), one.time(), one.word(), one.severity()))
                    .collect(Collectors.toSet());
            return fewer.size() < new HashSet<>(all).size();
        });

        assertThat(taken).isTrue();
    }

    @Test
    void metricsOfOneInstantMayRaiseClearAndRaiseAnotherAlarm() {
        List<Told> told = told(rehearse(HOT_AT_LOW_PRESSURE)
                .every(Duration.ZERO)
                .sends("pressure", 1)
                .sends("temperature", 95)
                .sends("pressure", 3)
                .sends("pressure", 4)
                .sends("humidity", 85));

        assertThat(told).extracting(Told::word).containsExactly("raised", "cleared", "raised");
        assertThat(told.get(1).alarm()).isEqualTo(told.get(0).alarm());
        assertThat(told.get(2).alarm()).isNotEqualTo(told.get(0).alarm());
    }

    @Test
    void alarmsOfOneInstantAllHaveNamesOfTheirOwn() {
        assertThat(told(rehearse(HOT).every(Duration.ZERO).sends("temperature", 95, 80, 95, 80, 95, 80, 95)))
                .filteredOn(told -> told.word().equals("raised"))
                .extracting(Told::alarm)
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    void oneReadingSentAgainAfterAnotherOfItsInstantRaisesAnAlarmOfAnotherName() {
        List<Told> told = told(rehearse(HOT).every(Duration.ZERO).sends("temperature", 95, 80, 95));

        assertThat(told).extracting(Told::word).containsExactly("raised", "cleared", "raised");
        assertThat(told.get(2)).hasToString(told.get(0).toString());
        assertThat(told.get(2).alarm()).isNotEqualTo(told.get(0).alarm());
    }
}
