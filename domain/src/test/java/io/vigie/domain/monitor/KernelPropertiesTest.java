package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.BOILER;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.alarm.AlarmTransition;
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
        Between NOTHING = (monitor, device, remaining, target) -> device;

        DeviceState step(DeviceMonitor monitor, DeviceState device, List<Sent> remaining, TransitionTarget target);
    }

    private static List<AlarmTransition> run(
            RandomCase given, List<Sent> arrivals, Duration outOfOrder, Between between) {
        DeviceMonitor monitor = new FleetMonitor(
                        Rules.rules(given.rules.toArray(Rule[]::new)),
                        new TimePolicy(outOfOrder, Duration.ofHours(1), Duration.ofHours(1)))
                .of(BOILER.value());
        List<AlarmTransition> transitions = new ArrayList<>();
        DeviceState device = monitor.newDevice(BOILER);
        for (int i = 0; i < arrivals.size(); i++) {
            Sent sent = arrivals.get(i);
            monitor.arrive(device, monitor.metric(sent.metric()), sent.value(), null, sent.time(), transitions::add);
            device = between.step(monitor, device, arrivals.subList(i + 1, arrivals.size()), transitions::add);
        }
        monitor.finish(device, given.end, transitions::add);
        return transitions;
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
            assertThat(run(
                            given,
                            arrivals,
                            OUT_OF_ORDER,
                            (monitor, device, remaining, target) ->
                                    StateFormat.read(monitor, BOILER, StateFormat.write(monitor, device))))
                    .as(() -> given.timeline(arrivals))
                    .isEqualTo(run(given, arrivals, OUT_OF_ORDER, Between.NOTHING));
        });
    }

    @Test
    void neitherDoTheArrivalsOrderAndRestartsAtRandomPoints() {
        FEWER_CASES.forEach(given -> {
            List<Sent> arrivals = given.shuffledWithin(OUT_OF_ORDER);
            Random random = new Random(given.seed);
            assertThat(run(
                            given,
                            arrivals,
                            OUT_OF_ORDER,
                            (monitor, device, remaining, target) -> random.nextInt(5) == 0
                                    ? StateFormat.read(monitor, BOILER, StateFormat.write(monitor, device))
                                    : device))
                    .as(() -> given.timeline(arrivals))
                    .isEqualTo(run(given, Oracle.inOrder(arrivals, OUT_OF_ORDER), Duration.ZERO, Between.NOTHING));
        });
    }

    @Test
    void aClockThatOvertakesNoReadingChangesNothing() {
        FEWER_CASES.forEach(given -> {
            List<Sent> arrivals = given.shuffledWithin(OUT_OF_ORDER);
            Random random = new Random(given.seed);
            assertThat(run(given, arrivals, OUT_OF_ORDER, (monitor, device, remaining, target) -> {
                        long earliest =
                                remaining.stream().mapToLong(Sent::time).min().orElse(given.end);
                        monitor.advanceClock(device, earliest - random.nextInt(10) * 1_000_000L, target);
                        return device;
                    }))
                    .as(() -> given.timeline(arrivals))
                    .isEqualTo(run(given, arrivals, OUT_OF_ORDER, Between.NOTHING));
        });
    }

    @Test
    void aClockMayComeAtOnceOrInSteps() {
        FEWER_CASES.forEach(given -> {
            Random random = new Random(given.seed);
            List<AlarmTransition> inSteps =
                    run(given, given.inOrder, OUT_OF_ORDER, (monitor, device, remaining, target) -> {
                        if (remaining.isEmpty()) {
                            for (long clock = device.largestTime;
                                    clock <= given.end;
                                    clock += 1 + random.nextInt(9_000_000)) {
                                monitor.advanceClock(device, clock, target);
                            }
                        }
                        return device;
                    });
            assertThat(inSteps)
                    .as(() -> given.timeline(given.inOrder))
                    .isEqualTo(run(given, given.inOrder, OUT_OF_ORDER, Between.NOTHING));
        });
    }
}
