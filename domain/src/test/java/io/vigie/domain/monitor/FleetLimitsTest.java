package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.BOILER;
import static io.vigie.domain.monitor.WindowScenario.hopping;
import static io.vigie.domain.monitor.WindowScenario.session;
import static io.vigie.domain.monitor.WindowScenario.tumbling;
import static io.vigie.domain.monitor.WindowScenario.window;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.windows.WindowTarget;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.PercentileSketches;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowResult;
import io.vigie.domain.window.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Metrics that devices invent cost time that grows with their number alone, and are kept up to a limit. */
class FleetLimitsTest {

    private static final RuleBook HOT = rules(
            rule("hot").metric("temperature").raise(MINOR, when("value > 5")).build());
    private static final long SECOND = 1_000_000;

    private final List<AlarmTransition> transitions = new ArrayList<>();
    private final List<WindowResult> windows = new ArrayList<>();
    private long uncounted;

    private final WindowTarget windowTarget = new WindowTarget() {
        @Override
        public void window(WindowResult window) {
            windows.add(window);
        }

        @Override
        public void uncounted(long more) {
            uncounted += more;
        }
    };

    private static FleetMonitor fleet(int mostMetrics, RuleBook rules, Duration outOfOrder, WindowDefinition... all) {
        return new FleetMonitor(
                rules,
                WindowBook.of(all),
                PercentileSketches.NONE,
                new TimePolicy(outOfOrder, Duration.ofHours(1), Duration.ofMinutes(5)),
                new FleetLimits(mostMetrics, 1));
    }

    private MonitoredDevice device(FleetMonitor fleet) {
        return fleet.newDevice(BOILER, transitions::add, windowTarget);
    }

    private MonitoredDevice restarted(FleetMonitor fleet, MonitoredDevice device) {
        return fleet.restore(BOILER, device.toBytes(), transitions::add, windowTarget);
    }

    private static Arrival send(MonitoredDevice device, String metric, long time) {
        return Messages.send(device, metric, 9, time);
    }

    @Test
    void theFirstMetricsAreKeptAndFurtherOnesAreSurplus() {
        MonitoredDevice device = device(fleet(3, HOT, Duration.ZERO, tumbling("1m", "count")));
        assertThat(List.of(
                        send(device, "a", 0),
                        send(device, "temperature", 0),
                        send(device, "b", 0),
                        send(device, "c", 0),
                        send(device, "a", 0)))
                .containsExactly(Arrival.ON_TIME, Arrival.ON_TIME, Arrival.ON_TIME, Arrival.SURPLUS, Arrival.ON_TIME);
        device.finish(60 * SECOND);
        assertThat(windows).extracting(window -> window.metric().name()).containsExactly("temperature", "a", "b");
    }

    @Test
    void aMetricThatRulesReadCountsLikeThoseOfWindows() {
        MonitoredDevice device = device(fleet(1, HOT, Duration.ZERO, tumbling("1m", "count")));
        send(device, "a", 0);
        assertThat(send(device, "temperature", 0)).isEqualTo(Arrival.SURPLUS);
        assertThat(transitions).isEmpty();
    }

    @Test
    void aMetricThatNothingIsKeptOfCostsNothing() {
        MonitoredDevice device = device(fleet(1, HOT, Duration.ZERO));
        for (int i = 0; i < 100; i++) {
            assertThat(send(device, "metric-" + i, i)).isEqualTo(Arrival.ON_TIME);
        }
        assertThat(send(device, "temperature", 100)).isEqualTo(Arrival.ON_TIME);
        assertThat(transitions).hasSize(1);
    }

    @Test
    void aSurplusReadingMovesNoWatermark() {
        MonitoredDevice device = device(fleet(1, RuleBook.EMPTY, Duration.ZERO, tumbling("1m", "count")));
        send(device, "a", 0);
        assertThat(Messages.send(device, device.metric("b"), 9, null, 3_600 * SECOND, SECOND))
                .isEqualTo(Arrival.SURPLUS);
        assertThat(send(device, "a", SECOND)).isEqualTo(Arrival.ON_TIME);
        assertThat(windows).isEmpty();
    }

    @Test
    void aMetricWhoseWindowsAreCompleteLeavesItsPlaceToAnother() {
        MonitoredDevice device = device(fleet(2, HOT, Duration.ZERO, tumbling("1m", "count")));
        MonitoredMetric first = device.metric("first");
        Messages.send(device, first, 1, null, 0, 0);
        send(device, "temperature", 59 * SECOND);
        device.advanceClock(6_000 * SECOND);
        assertThat(send(device, "second", 60 * SECOND)).isEqualTo(Arrival.SURPLUS);
        send(device, "temperature", 60 * SECOND);
        assertThat(send(device, "second", 60 * SECOND)).isEqualTo(Arrival.ON_TIME);
        assertThat(Messages.send(device, first, 1, null, 61 * SECOND, 61 * SECOND))
                .isEqualTo(Arrival.SURPLUS);
    }

    /** What is surplus must not hang on where batches begin, nor on when the clock comes by. */
    @Test
    void theSameIsSurplusHoweverOftenTheDeviceIsKeptAndRestored() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            FleetMonitor fleet = fleet(
                    1 + random.nextInt(4),
                    HOT,
                    Duration.ofSeconds(random.nextInt(3) * 5L),
                    random.nextBoolean() ? tumbling("10s", "count") : hopping("20s", "10s", "count"),
                    random.nextBoolean()
                            ? session("5s", "count")
                            : window("other", new WindowSpec.Tumbling(Duration.ofSeconds(7)), "sum"));
            MonitoredDevice whole = device(fleet);
            MonitoredDevice inPieces = device(fleet);
            Map<String, MonitoredMetric> metrics = new HashMap<>();
            for (int i = 0; i < 60; i++) {
                String metric = random.nextInt(5) == 0 ? "temperature" : "metric-" + random.nextInt(7);
                long time = (i + random.nextInt(20) - 10L) * SECOND;
                Arrival expected =
                        Messages.send(whole, metrics.computeIfAbsent(metric, whole::metric), 1, null, time, time);
                assertThat(send(inPieces, metric, time)).isEqualTo(expected);
                if (random.nextInt(3) == 0) {
                    inPieces.advanceClock((i - 20L) * SECOND);
                }
                if (random.nextInt(3) == 0) {
                    inPieces = restarted(fleet, inPieces);
                }
            }
        }
    }

    @Test
    void whatWasKeptUnderAnotherLimitIsKeptOn() {
        WindowDefinition window = tumbling("1m", "count");
        MonitoredDevice device = device(fleet(100, HOT, Duration.ZERO, window));
        send(device, "a", 0);
        send(device, "b", 0);
        send(device, "temperature", 0);
        MonitoredDevice under = restarted(fleet(1, HOT, Duration.ZERO, window), device);
        assertThat(send(under, "c", 0)).isEqualTo(Arrival.SURPLUS);
        assertThat(send(under, "b", 0)).isEqualTo(Arrival.ON_TIME);
        assertThat(send(under, "temperature", 0)).isEqualTo(Arrival.ON_TIME);
        under.finish(60 * SECOND);
        assertThat(windows.stream()
                        .mapToDouble(result -> result.values().head())
                        .sum())
                .isEqualTo(5);
    }

    @Test
    void windowsOfManyMetricsCompleteInTheOrderOfTheirPlaces() {
        FleetMonitor fleet =
                fleet(1_000, HOT, Duration.ofSeconds(5), tumbling("1m", "count"), hopping("2m", "1m", "count"));
        MonitoredDevice device = device(fleet);
        for (int i = 0; i < 500; i++) {
            send(device, "metric-" + (i * 7 % 500), (i % 50) * SECOND);
            if (i % 100 == 99) {
                device = restarted(fleet, device);
            }
        }
        device.advanceClock(65 * SECOND + 1);
        List<String> told = windows.stream()
                .map(window -> window.metric().name() + " " + window.window().name())
                .toList();
        assertThat(told).hasSize(1_000);
        for (int i = 0; i < 500; i++) {
            assertThat(told.subList(2 * i, 2 * i + 2))
                    .containsExactly("metric-" + (i * 7 % 500) + " fixed", "metric-" + (i * 7 % 500) + " trend");
        }
    }

    /** Each has its own end: a look at all metrics for each window would take minutes. */
    @Test
    void metricsWithoutEndTakeTimeThatGrowsWithTheirNumber() {
        int metrics = 50_000;
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            FleetMonitor fleet =
                    fleet(metrics, HOT, Duration.ofSeconds(2), tumbling("1s", "count"), session("1s", "count"));
            MonitoredDevice device = device(fleet);
            for (int i = 0; i < metrics; i++) {
                send(device, "metric-" + i, i * SECOND);
            }
            device = restarted(fleet, device);
            device.advanceClock((metrics + 10) * SECOND);
            assertThat(windows).hasSize(2 * metrics);
            assertThat(restarted(fleet, device).quietUntil()).isEqualTo(MonitoredDevice.NEVER);
        });
    }

    /** Sessions go on and on: their ends are found anew each time. */
    @Test
    void sessionsOfManyMetricsThatGoOnTakeTimeThatGrowsWithTheirReadings() {
        int metrics = 20_000;
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            MonitoredDevice device =
                    device(fleet(metrics, RuleBook.EMPTY, Duration.ofMillis(1), session("30s", "count")));
            for (int i = 0; i < 10 * metrics; i++) {
                send(device, "metric-" + i % metrics, i * 1_000L);
                device.advanceClock(i * 1_000L);
            }
            device.finish(10L * metrics * SECOND);
            assertThat(windows).hasSize(metrics);
            assertThat(uncounted).isZero();
        });
    }

    @Test
    void surplusWithoutEndTakesTimeThatGrowsWithItsReadings() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            MonitoredDevice device = device(fleet(
                    10_000, HOT, Duration.ofSeconds(5_000), tumbling("1s", "count"), hopping("2s", "1s", "count")));
            int surplus = 0;
            for (int i = 0; i < 60_000; i++) {
                surplus += send(device, "metric-" + i, i * (SECOND / 3)) == Arrival.SURPLUS ? 1 : 0;
                send(device, "temperature", i * (SECOND / 3));
            }
            assertThat(surplus).isPositive();
        });
    }

    @Test
    void aLimitIsAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FleetLimits(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new FleetLimits(1, 0));
    }
}
