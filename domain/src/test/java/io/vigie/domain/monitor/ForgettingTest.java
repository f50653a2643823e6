package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.BOILER;
import static io.vigie.domain.monitor.WindowScenario.tumbling;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MAJOR;
import static io.vigie.domain.rule.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vavr.control.Option;
import io.vigie.domain.alarm.Explanation.Deadline;
import io.vigie.domain.monitor.alarms.TransitionTarget;
import io.vigie.domain.monitor.windows.WindowTarget;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.PercentileSketches;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A device that sends nothing for long is forgotten at an exact event time, and what it has under way ends. */
class ForgettingTest {

    private static final RuleBook RULES = rules(
            rule("hot")
                    .metric("temperature")
                    .raise(MINOR, when("value > 5"))
                    .clearAfter(Duration.ofDays(9))
                    .build(),
            rule("silent")
                    .metric("temperature")
                    .raise(MAJOR, silentFor(Duration.ofMinutes(10)))
                    .build());
    private static final Duration AFTER = Duration.ofDays(2);
    private static final long DAYS = Microseconds.of(Duration.ofDays(1));
    private static final long SECOND = 1_000_000;

    /** What came, in its order; times in seconds. */
    private final List<String> told = new ArrayList<>();

    private final TransitionTarget transitions =
            transition -> told.add(transition.occasion().rule() + " "
                    + transition.word() + " "
                    + transition.occasion().eventTime().getEpochSecond()
                    + transition
                            .occasion()
                            .explanation()
                            .deadline()
                            .map(Deadline::kind)
                            .map(" "::concat)
                            .getOrElse(""));

    private final WindowTarget windows = new WindowTarget() {
        @Override
        public void window(WindowResult window) {
            told.add(window.window().name() + " " + window.time().startTime().getEpochSecond());
        }
    };

    private static FleetMonitor fleet(Option<Duration> after, Duration outOfOrder) {
        return fleet(RULES, after, outOfOrder);
    }

    private static FleetMonitor fleet(RuleBook rules, Option<Duration> after, Duration outOfOrder) {
        return new FleetMonitor(
                rules,
                WindowBook.of(tumbling("10d", "count")),
                PercentileSketches.NONE,
                new TimePolicy(outOfOrder, Duration.ofHours(1), Duration.ofMinutes(5)),
                new FleetLimits(10, 10, after));
    }

    private final FleetMonitor fleet = fleet(Option.some(AFTER), Duration.ZERO);
    private MonitoredDevice device = fleet.newDevice(BOILER, transitions, windows);

    private void send(double value, long time) {
        Messages.send(device, "temperature", value, time);
    }

    private void restart() {
        device = fleet.restore(BOILER, device.toBytes(), transitions, windows);
    }

    @Test
    void theClockBeyondItsTimeEndsWhatIsUnderWayAndThenForgetsIt() {
        send(9, 0);
        restart();
        device.advanceClock(2 * DAYS);
        assertThat(device.isForgotten()).isFalse();
        assertThat(told).containsExactly("hot raised 0", "silent raised 600 silent");
        assertThat(device.quietUntil()).isEqualTo(2 * DAYS);

        device.advanceClock(2 * DAYS + 1);
        assertThat(device.isForgotten()).isTrue();
        assertThat(told.subList(2, told.size()))
                .containsExactly("fixed 0", "hot cleared 172800 forgotten", "silent cleared 172800 forgotten");
    }

    @Test
    void theClockFarAheadComesToTheSameAsOneThatGoesSlowly() {
        send(9, 0);
        device.advanceClock(400 * DAYS);
        assertThat(told)
                .containsExactly(
                        "hot raised 0",
                        "silent raised 600 silent",
                        "fixed 0",
                        "hot cleared 172800 forgotten",
                        "silent cleared 172800 forgotten");
    }

    @Test
    void theEndOfARunBeyondItsTimeForgetsItToo() {
        send(9, 0);
        device.finish(2 * DAYS);
        assertThat(device.isForgotten()).isFalse();
        told.clear();
        device.finish(2 * DAYS + 1);
        assertThat(device.isForgotten()).isTrue();
        assertThat(told).contains("hot cleared 172800 forgotten");
    }

    @Test
    void theEndOfARunAtItsVeryTimeTakesTheDeadlinesOfThatTime() {
        RuleBook silent = rules(rule("silent")
                .metric("temperature")
                .raise(MAJOR, silentFor(AFTER))
                .build());
        device = fleet(silent, Option.some(AFTER), Duration.ZERO).newDevice(BOILER, transitions, windows);
        send(1, 0);
        device.finish(2 * DAYS);
        assertThat(device.isForgotten()).isFalse();
        assertThat(told).containsExactly("silent raised 172800 silent");
    }

    @Test
    void readingsThatWaitAreEvaluatedFirst() {
        FleetMonitor waiting = fleet(Option.some(AFTER), Duration.ofDays(1));
        device = waiting.newDevice(BOILER, transitions, windows);
        send(9, 10 * SECOND);
        send(3, 5 * SECOND);
        device.advanceClock(3 * DAYS);
        assertThat(told)
                .containsExactly(
                        "hot raised 10",
                        "silent raised 610 silent",
                        "fixed 0",
                        "hot cleared 172810 forgotten",
                        "silent cleared 172810 forgotten");
    }

    @Test
    void aMessageOfItsOwnBeyondItsTimeIsANewDevices() {
        send(9, 0);
        device.begin(2 * DAYS);
        assertThat(device.isForgotten()).isFalse();
        device.end();
        device.begin(4 * DAYS + 1);
        assertThat(device.isForgotten()).isTrue();
    }

    @Test
    void itsTimeCountsFromItsLastArrivalWhateverItsClockSays() {
        Messages.send(device, device.metric("temperature"), 9, null, 0, 5 * DAYS);
        assertThat(device.quietUntil()).isEqualTo(5 * DAYS + 600 * SECOND);
        device.advanceClock(7 * DAYS);
        assertThat(device.isForgotten()).isFalse();
        device.advanceClock(7 * DAYS + 1);
        assertThat(device.isForgotten()).isTrue();
        assertThat(told).contains("hot cleared 172800 forgotten");
    }

    @Test
    void byOrderItIsForgottenAtItsLastEventTime() {
        send(9, 0);
        send(9, 30 * SECOND);
        restart();
        device.forget();
        assertThat(device.isForgotten()).isTrue();
        assertThat(told).containsExactly("hot raised 0", "fixed 0", "hot cleared 30 forgotten");
    }

    /** No transition of a rule and device is ever before the one before it. */
    @Test
    void byOrderAnAlarmThatTheClockHasRaisedLaterEndsWithItsRaising() {
        send(1, 0);
        device.advanceClock(DAYS);
        restart();
        device.forget();
        assertThat(told).containsExactly("silent raised 600 silent", "fixed 0", "silent cleared 600 forgotten");
    }

    @Test
    void aDeviceWithoutReadingsIsForgottenByOrderAlone() {
        device.advanceClock(400 * DAYS);
        assertThat(device.isForgotten()).isFalse();
        device.forget();
        assertThat(device.isForgotten()).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void withoutATimeNoClockForgets() {
        device = fleet(Option.none(), Duration.ZERO).newDevice(BOILER, transitions, windows);
        send(1, 0);
        device.advanceClock(36_000 * DAYS);
        assertThat(device.isForgotten()).isFalse();
    }

    @Test
    void theTimeIsWithinBounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FleetLimits.DEFAULT.forgettingAfter(Option.some(Duration.ofMillis(10))))
                .withMessage("Devices are forgotten after from 1s to 36600d.");
    }
}
