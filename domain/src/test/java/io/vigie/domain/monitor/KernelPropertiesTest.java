package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.BOILER;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.windows.WindowTarget;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for all rules and messages, tried on thousands by chance; a failure tells its seed and its timeline. */
class KernelPropertiesTest {

    private static final TimePolicy AT_ONCE = new TimePolicy(Duration.ZERO, Duration.ofMinutes(1), Duration.ofHours(1));
    private static final TimePolicy WAITING =
            new TimePolicy(Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofHours(1));
    private static final List<RandomCase> CASES =
            LongStream.range(0, 1_000).mapToObj(RandomCase::new).toList();

    /** As many as a quick build has the time for. */
    private static final List<RandomCase> FEWER_CASES = CASES.subList(0, 250);

    /** What happens between two messages. */
    private interface Between {

        /** Nothing does. */
        Between NOTHING = (running, next) -> {};

        /** @param next when the next message arrives, or the clock ends */
        void step(Running running, long next);
    }

    /** A device that may be kept as bytes and restored. */
    private static final class Running {
        private final FleetMonitor fleet;
        private final List<AlarmTransition> transitions = new ArrayList<>();
        private final List<Arrival> arrivals = new ArrayList<>();
        private final Map<String, MonitoredMetric> metrics = new HashMap<>();
        MonitoredDevice device;

        Running(FleetMonitor fleet) {
            this.fleet = fleet;
            device = fleet.newDevice(BOILER, transitions::add);
        }

        void take(Message message) {
            device.begin(message.arrival());
            message.readings()
                    .forEach(sent -> arrivals.add(device.take(metric(sent.metric()), sent.value(), null, sent.time())));
            device.end();
        }

        private MonitoredMetric metric(String name) {
            return metrics.computeIfAbsent(name, device::metric);
        }

        void restart() {
            metrics.clear();
            device = fleet.restore(BOILER, device.toBytes(), transitions::add, WindowTarget.NOBODY);
        }
    }

    private static Running run(RandomCase given, List<Message> messages, TimePolicy time, Between between) {
        Running running = new Running(new FleetMonitor(Rules.rules(given.rules.toArray(Rule[]::new)), time));
        for (int i = 0; i < messages.size(); i++) {
            running.take(messages.get(i));
            between.step(running, i + 1 < messages.size() ? messages.get(i + 1).arrival() : end(given, messages));
        }
        running.device.finish(end(given, messages));
        return running;
    }

    /** Where the clock ends: not before the largest arrival. */
    private static long end(RandomCase given, List<Message> messages) {
        return Math.max(given.end, messages.get(messages.size() - 1).arrival());
    }

    private static void assertAgrees(RandomCase given, List<Message> messages, TimePolicy time) {
        Running running = run(given, messages, time, Between.NOTHING);
        OracleDevice device = new OracleDevice(time);
        messages.forEach(device::message);
        device.end(end(given, messages));
        assertThat(running.arrivals).as(() -> given.timeline(messages)).isEqualTo(device.arrivals);
        for (Rule rule : given.rules) {
            assertThat(running.transitions.stream()
                            .map(Told::of)
                            .filter(told -> told.rule().equals(rule.id().value())))
                    .as(() -> rule.id() + " of " + given.timeline(messages))
                    .isEqualTo(Oracle.transitions(rule, BOILER, device.happenings));
        }
    }

    /** Transition by transition, so that a failure shows the one that differs. */
    private static void assertSame(
            RandomCase given, List<Message> messages, List<AlarmTransition> found, List<AlarmTransition> expected) {
        for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
            assertThat(found.get(i)).as(() -> given.timeline(messages)).isEqualTo(expected.get(i));
        }
        assertThat(found).as(() -> given.timeline(messages)).hasSameSizeAs(expected);
    }

    @Test
    void theKernelAgreesWithTheSpecificationTakenLiterally() {
        CASES.forEach(given -> assertAgrees(given, given.messages(given.inOrder), AT_ONCE));
    }

    @Test
    void itAgreesWhereReadingsComeOutOfOrderAndLate() {
        CASES.forEach(
                given -> assertAgrees(given, given.messages(given.shuffledWithin(Duration.ofSeconds(60))), WAITING));
        FEWER_CASES.forEach(
                given -> assertAgrees(given, given.messages(given.shuffledWithin(Duration.ofSeconds(60))), AT_ONCE));
    }

    @Test
    void itAgreesWhereDeliveriesAreRepeated() {
        TimePolicy once = WAITING.duplicates(Option.some(Duration.ofMinutes(2)));
        CASES.forEach(given -> assertAgrees(
                given, given.messages(given.withRepetitions(given.shuffledWithin(Duration.ofSeconds(40)))), once));
        TimePolicy onceAtOnce = AT_ONCE.duplicates(Option.some(Duration.ofMinutes(2)));
        FEWER_CASES.forEach(
                given -> assertAgrees(given, given.messages(given.withRepetitions(given.inOrder)), onceAtOnce));
    }

    @Test
    void noTransitionOfARuleIsBeforeTheOneBeforeItAndNoTwoAlarmsShareAName() {
        FEWER_CASES.forEach(given -> {
            List<Message> messages = given.messages(given.shuffledWithin(Duration.ofSeconds(60)));
            List<AlarmTransition> all = run(given, messages, WAITING, Between.NOTHING).transitions;
            for (Rule rule : given.rules) {
                List<AlarmTransition> own = all.stream()
                        .filter(transition -> transition.occasion().rule().equals(rule.id()))
                        .toList();
                assertThat(own)
                        .extracting(transition -> transition.occasion().eventTime())
                        .as(() -> given.timeline(messages))
                        .isSorted();
                assertThat(own.stream().filter(transition -> transition.word().equals("raised")))
                        .extracting(transition -> transition.occasion().alarm())
                        .as(() -> given.timeline(messages))
                        .doesNotHaveDuplicates();
            }
        });
    }

    @Test
    void aStateKeptAsBytesAfterEveryMessageChangesNothing() {
        TimePolicy once = WAITING.duplicates(Option.some(Duration.ofMinutes(2)));
        FEWER_CASES.forEach(given -> {
            List<Message> messages =
                    given.messages(given.withRepetitions(given.shuffledWithin(Duration.ofSeconds(60))));
            assertSame(
                    given,
                    messages,
                    run(given, messages, once, (running, next) -> running.restart()).transitions,
                    run(given, messages, once, Between.NOTHING).transitions);
        });
    }

    /** What a device's alarms are hangs on its own messages, and not on how often somebody looks. */
    @Test
    void neitherDoesTheClockInWhateverStepsItComes() {
        CASES.forEach(given -> {
            List<Message> messages = given.messages(given.shuffledWithin(Duration.ofSeconds(60)));
            Random random = new Random(given.seed);
            assertSame(
                    given,
                    messages,
                    run(given, messages, WAITING, (running, next) -> {
                                long clock = running.device.state.lastArrival;
                                while (clock < next && random.nextInt(4) > 0) {
                                    clock = Math.min(next, clock + random.nextInt(30_000_000));
                                    running.device.advanceClock(clock);
                                    if (random.nextInt(4) == 0) {
                                        running.restart();
                                    }
                                }
                            })
                            .transitions,
                    run(given, messages, WAITING, Between.NOTHING).transitions);
        });
    }

    @Test
    void quietIsNothingButWhatTheClockLeavesAlone() {
        FEWER_CASES.forEach(given -> {
            List<Message> messages = given.messages(given.shuffledWithin(Duration.ofSeconds(60)));
            assertSame(
                    given,
                    messages,
                    run(given, messages, WAITING, (running, next) -> {
                                for (long quiet = running.device.quietUntil();
                                        quiet < next;
                                        quiet = running.device.quietUntil()) {
                                    running.device.advanceClock(quiet + 1);
                                }
                            })
                            .transitions,
                    run(given, messages, WAITING, Between.NOTHING).transitions);
        });
    }
}
