package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.BOILER;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.windows.WindowTarget;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for all rules and readings, tried on thousands by chance; a failure tells its seed and its timeline. */
class KernelPropertiesTest {

    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(30);
    private static final List<RandomCase> CASES =
            LongStream.range(0, 1_000).mapToObj(RandomCase::new).toList();

    /** As many as a quick build has the time for. */
    private static final List<RandomCase> FEWER_CASES = CASES.subList(0, 250);

    /** What happens beside the arrivals. */
    private interface Between {

        /** Nothing does. */
        Between NOTHING = (running, remaining) -> {};

        void step(Running running, List<Sent> remaining);
    }

    /** A device that may be kept as bytes and restored. */
    private static final class Running {
        private final FleetMonitor fleet;
        private final List<AlarmTransition> transitions = new ArrayList<>();
        MonitoredDevice device;

        Running(FleetMonitor fleet) {
            this.fleet = fleet;
            device = fleet.newDevice(BOILER, transitions::add);
        }

        void restart() {
            device = fleet.restore(BOILER, device.toBytes(), transitions::add, WindowTarget.NOBODY);
        }
    }

    private static List<AlarmTransition> run(
            RandomCase given, List<Sent> arrivals, Duration outOfOrder, Between between) {
        Running running = new Running(new FleetMonitor(
                Rules.rules(given.rules.toArray(Rule[]::new)),
                new TimePolicy(outOfOrder, Duration.ofHours(1), Duration.ofHours(1))));
        for (int i = 0; i < arrivals.size(); i++) {
            Sent sent = arrivals.get(i);
            running.device.take(running.device.metric(sent.metric()), sent.value(), null, sent.time());
            between.step(running, arrivals.subList(i + 1, arrivals.size()));
        }
        running.device.finish(given.end);
        return running.transitions;
    }

    private static void assertAgrees(RandomCase given, List<Sent> arrivals, Duration outOfOrder) {
        List<AlarmTransition> transitions = run(given, arrivals, outOfOrder, Between.NOTHING);
        List<Sent> inOrder = Oracle.inOrder(arrivals, outOfOrder);
        for (Rule rule : given.rules) {
            assertThat(transitions.stream()
                            .map(Told::of)
                            .filter(told -> told.rule().equals(rule.id().value())))
                    .as(() -> rule.id() + " of " + given.timeline(arrivals))
                    .isEqualTo(Oracle.transitions(rule, BOILER, inOrder, given.end));
        }
    }

    @Test
    void theKernelAgreesWithTheSpecificationTakenLiterally() {
        CASES.forEach(given -> assertAgrees(given, given.inOrder, Duration.ZERO));
    }

    @Test
    void itAgreesWhereReadingsComeOutOfOrderAndLate() {
        CASES.forEach(given -> assertAgrees(given, given.shuffledWithin(Duration.ofSeconds(60)), OUT_OF_ORDER));
    }

    @Test
    void transitionsOfADeviceComeInTheOrderOfTheirEventTimes() {
        FEWER_CASES.forEach(given -> {
            assertThat(run(given, given.inOrder, Duration.ZERO, Between.NOTHING))
                    .extracting(transition -> transition.occasion().eventTime())
                    .as(() -> given.timeline(given.inOrder))
                    .isSorted();
        });
    }

    @Test
    void aStateKeptAsBytesAfterEveryReadingChangesNothing() {
        FEWER_CASES.forEach(given -> {
            List<Sent> arrivals = given.shuffledWithin(OUT_OF_ORDER);
            assertThat(run(given, arrivals, OUT_OF_ORDER, (running, remaining) -> running.restart()))
                    .as(() -> given.timeline(arrivals))
                    .isEqualTo(run(given, arrivals, OUT_OF_ORDER, Between.NOTHING));
        });
    }

    @Test
    void neitherDoTheArrivalsOrderAndRestartsAtRandomPoints() {
        FEWER_CASES.forEach(given -> {
            List<Sent> arrivals = given.shuffledWithin(OUT_OF_ORDER);
            Random random = new Random(given.seed);
            assertThat(run(given, arrivals, OUT_OF_ORDER, (running, remaining) -> {
                        if (random.nextInt(5) == 0) {
                            running.restart();
                        }
                    }))
                    .as(() -> given.timeline(arrivals))
                    .isEqualTo(run(given, Oracle.inOrder(arrivals, OUT_OF_ORDER), Duration.ZERO, Between.NOTHING));
        });
    }

    @Test
    void aClockThatOvertakesNoReadingChangesNothing() {
        FEWER_CASES.forEach(given -> {
            List<Sent> arrivals = given.shuffledWithin(OUT_OF_ORDER);
            Random random = new Random(given.seed);
            assertThat(run(given, arrivals, OUT_OF_ORDER, (running, remaining) -> {
                        long earliest =
                                remaining.stream().mapToLong(Sent::time).min().orElse(given.end);
                        running.device.advanceClock(earliest - random.nextInt(10) * 1_000_000L);
                    }))
                    .as(() -> given.timeline(arrivals))
                    .isEqualTo(run(given, arrivals, OUT_OF_ORDER, Between.NOTHING));
        });
    }

    @Test
    void aClockMayComeAtOnceOrInSteps() {
        FEWER_CASES.forEach(given -> {
            Random random = new Random(given.seed);
            List<AlarmTransition> inSteps = run(given, given.inOrder, OUT_OF_ORDER, (running, remaining) -> {
                if (remaining.isEmpty()) {
                    for (long clock = running.device.state.largestTime;
                            clock <= given.end;
                            clock += 1 + random.nextInt(9_000_000)) {
                        running.device.advanceClock(clock);
                    }
                }
            });
            assertThat(inSteps)
                    .as(() -> given.timeline(given.inOrder))
                    .isEqualTo(run(given, given.inOrder, OUT_OF_ORDER, Between.NOTHING));
        });
    }
}
