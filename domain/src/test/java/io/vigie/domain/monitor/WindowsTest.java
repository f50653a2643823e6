package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.duration;
import static io.vigie.domain.monitor.WindowScenario.hopping;
import static io.vigie.domain.monitor.WindowScenario.session;
import static io.vigie.domain.monitor.WindowScenario.tumbling;
import static io.vigie.domain.monitor.WindowScenario.window;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vavr.collection.Array;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.MetricPattern;
import io.vigie.domain.window.PercentileSketches;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WindowsTest {

    @Nested
    class Tumbling {

        @Test
        void countsAReadingAtItsStartAndNotOneAtItsEnd() {
            assertThat(WindowScenario.of(tumbling("1m", "count", "max"))
                            .sends("0s", 1)
                            .sends("59s", 2)
                            .sends("1m", 3)
                            .sends("2m", 4)
                            .told())
                    .containsExactly(
                            "fixed temperature 0s..1m count=2 max=2", "fixed temperature 1m..2m count=1 max=3");
        }

        @Test
        void isCompleteAsSoonAsTheWatermarkReachesItsEnd() {
            WindowScenario scenario = WindowScenario.outOfOrder("10s", tumbling("1m", "count"))
                    .sends("30s", 1)
                    .sends("69s", 1);
            assertThat(scenario.told()).isEmpty();
            assertThat(scenario.sends("70s", 1).told()).containsExactly("fixed temperature 0s..1m count=1");
        }

        @Test
        void liesOnTheEpochAndBeforeItToo() {
            assertThat(WindowScenario.of(tumbling("1m", "count"))
                            .from(Instant.EPOCH)
                            .sends("-61s", 1)
                            .sends("-60s", 1)
                            .sends("-1ms", 1)
                            .sends("0s", 1)
                            .sends("1m", 1)
                            .told())
                    .containsExactly(
                            "fixed temperature -2m..-1m count=1",
                            "fixed temperature -1m..0s count=2",
                            "fixed temperature 0s..1m count=1");
        }

        @Test
        void isOfEachMetricByItselfWhetherARuleReadsItOrNot() {
            RuleBook rules = rules(rule("hot")
                    .metric("temperature")
                    .raise(MINOR, when("value > 100"))
                    .build());
            assertThat(WindowScenario.watching(rules, "10s", tumbling("1m", "sum"))
                            .sends("0s", "pressure", 5)
                            .sends("1s", "temperature", 7)
                            .sends("2s", "pressure", 6)
                            .sends("2m", "noise", 1)
                            .told())
                    .containsExactlyInAnyOrder("fixed pressure 0s..1m sum=11", "fixed temperature 0s..1m sum=7");
        }

        @Test
        void isNotThereWithoutReadings() {
            assertThat(WindowScenario.of(tumbling("1m", "count"))
                            .sends("0s", 1)
                            .sends("10m", 1)
                            .told())
                    .containsExactly("fixed temperature 0s..1m count=1");
        }
    }

    @Nested
    class Hopping {

        @Test
        void countsAReadingInEveryWindowItLiesIn() {
            assertThat(WindowScenario.of(hopping("3m", "1m", "count", "sum"))
                            .sends("2m", 1)
                            .sends("3m", 10)
                            .sends("6m", 100)
                            .told())
                    .containsExactly(
                            "trend temperature 0s..3m count=1 sum=1",
                            "trend temperature 1m..4m count=2 sum=11",
                            "trend temperature 2m..5m count=2 sum=11",
                            "trend temperature 3m..6m count=1 sum=10");
        }

        @Test
        void needNotHaveASizeThatIsAMultipleOfItsPace() {
            assertThat(WindowScenario.of(hopping("50s", "20s", "count"))
                            .from(Instant.EPOCH)
                            .sends("45s", 1)
                            .sends("55s", 1)
                            .sends("2m", 1)
                            .told())
                    .containsExactly(
                            "trend temperature 0s..50s count=1",
                            "trend temperature 20s..70s count=2",
                            "trend temperature 40s..90s count=2");
        }

        @Test
        void liesBeforeTheEpochToo() {
            assertThat(WindowScenario.of(hopping("3s", "2s", "count"))
                            .from(Instant.EPOCH)
                            .sends("-1s", 1)
                            .sends("0s", 1)
                            .sends("5s", 1)
                            .told())
                    .containsExactly("trend temperature -2s..1s count=2", "trend temperature 0s..3s count=1");
        }

        @Test
        void countsALateReadingWhereItIsOpenAndReportsTheOthers() {
            WindowScenario scenario = WindowScenario.of(hopping("3m", "1m", "count"))
                    .sends("2m", 1)
                    .sends("4m", 1)
                    .sends("2m", 1);
            assertThat(scenario.arrivals).endsWith(Arrival.TOO_LATE);
            assertThat(scenario.uncounted()).isEqualTo(2);
            assertThat(scenario.sends("5m", 1).told())
                    .containsExactly(
                            "trend temperature 0s..3m count=1",
                            "trend temperature 1m..4m count=1",
                            "trend temperature 2m..5m count=3");
        }
    }

    @ParameterizedTest
    @MethodSource("minutes")
    void countsNoLateReadingOnceTheWatermarkIsAtItsEndAlsoOfTheMessageThatMovedIt(WindowDefinition minute) {
        WindowScenario scenario = WindowScenario.outOfOrder("10s", minute)
                .sends("0s", 1)
                .sendsTogether("70s", "59s")
                .sends("10m", 1);
        assertThat(scenario.arrivals).containsSubsequence(Arrival.ON_TIME, Arrival.LATE);
        assertThat(scenario.uncounted()).isEqualTo(1);
        assertThat(scenario.told().get(0)).endsWith(" temperature 0s..1m count=1");
    }

    static Stream<WindowDefinition> minutes() {
        return Stream.of(tumbling("1m", "count"), session("1m", "count"));
    }

    @Nested
    class Session {

        @Test
        void lastsUntilTheGapHasPassed() {
            assertThat(WindowScenario.of(session("1m", "count"))
                            .sends("0s", 1)
                            .sends("59s", 1)
                            .sends("90s", 1)
                            .sends("5m", 1)
                            .told())
                    .containsExactly("burst temperature 0s..150s count=3");
        }

        @Test
        void endsBeforeAReadingJustTheGapAfterItsLast() {
            assertThat(WindowScenario.outOfOrder("10s", session("1m", "count"))
                            .sends("0s", 1)
                            .sends("1m", 1)
                            .sends("5m", 1)
                            .told())
                    .containsExactly("burst temperature 0s..1m count=1", "burst temperature 1m..2m count=1");
        }

        @Test
        void isExtendedByALateReading() {
            assertThat(WindowScenario.of(session("1m", "count", "min"))
                            .sends("10s", 5)
                            .sends("40s", 4)
                            .sends("5s", 3)
                            .sends("5m", 1)
                            .told())
                    .containsExactly("burst temperature 5s..100s count=3 min=3");
        }

        @Test
        void joinsTwoThatALateReadingIsBetween() {
            WindowScenario scenario = WindowScenario.outOfOrder(
                            "5m", session("1m", "count", "sum", "min", "max", "stddev", "p50"))
                    .sends("120s", 1)
                    .sends("170s", 2)
                    .clockAt("185s")
                    .sends("30s", 4)
                    .sends("385s", 8);
            assertThat(scenario.told()).isEmpty();
            assertThat(scenario.sends("80s", 16).endsAt("390s").told())
                    .containsExactly(
                            "burst temperature 30s..230s count=4 sum=23 min=1 max=16 stddev=6.946221994724902 p50=3");
            assertThat(scenario.arrivals).endsWith(Arrival.LATE);
        }

        @Test
        void thatIsCompleteTakesNoReadingAndLeavesNoneToBeginAnotherInIt() {
            WindowScenario scenario = WindowScenario.of(session("1m", "count"))
                    .sends("0s", 1)
                    .sends("59s", 1)
                    .sends("119s", 1)
                    .sends("118s", 1);
            assertThat(scenario.uncounted()).isEqualTo(1);
            assertThat(scenario.restarts().sends("100s", 1).uncounted()).isEqualTo(2);
            assertThat(scenario.sends("10m", 1).told())
                    .containsExactly("burst temperature 0s..119s count=2", "burst temperature 119s..179s count=1");
        }

        @Test
        void begunByALateReadingIsCompleteOnceTheWatermarkIsAtItsEnd() {
            WindowScenario scenario = WindowScenario.of(session("1m", "count"))
                    .sends("10m", "other", 1)
                    .sends("9m", 1)
                    .sends("541s", 1);
            assertThat(scenario.uncounted()).isEqualTo(1);
            assertThat(scenario.sends("602s", "other", 1).told())
                    .containsExactly("burst temperature 541s..601s count=1");
        }
    }

    @Nested
    class Aggregates {

        @Test
        void areThoseOfTheReadingsInTheirOrder() {
            assertThat(WindowScenario.of(tumbling(
                                    "1m", "count", "sum", "min", "max", "mean", "stddev", "p0", "p50", "p75", "p100"))
                            .sends("0s", 2)
                            .sends("1s", 4)
                            .sends("2s", 6)
                            .sends("1m", 0)
                            .told())
                    .containsExactly("fixed temperature 0s..1m count=3 sum=12 min=2 max=6 mean=4 stddev=2 p0=2 p50=4"
                            + " p75=5 p100=6");
        }

        @Test
        void areNoDeviationOfOneReading() {
            WindowScenario scenario = WindowScenario.of(tumbling("1m", "stddev", "mean"))
                    .sends("0s", 2)
                    .sends("1m", 3);
            assertThat(scenario.windows.get(0).value(Aggregate.parse("stddev").get()))
                    .isEmpty();
            assertThat(scenario.windows.get(0).value(Aggregate.parse("mean").get()))
                    .containsExactly(2.0);
            assertThat(scenario.windows.get(0).value(Aggregate.parse("sum").get()))
                    .isEmpty();
        }

        @Test
        void areOfOneWindowAloneAlthoughItsPlaceIsUsedAgain() {
            String[] all = {"count", "sum", "min", "max", "mean", "stddev", "p50"};
            assertThat(WindowScenario.of(tumbling("1m", all))
                            .sends("0s", 100)
                            .sends("1s", -100)
                            .sends("1m", 3)
                            .sends("61s", 3)
                            .sends("2m", 0)
                            .told())
                    .endsWith("fixed temperature 1m..2m count=2 sum=6 min=3 max=3 mean=3 stddev=0 p50=3");
        }

        @Test
        void havePercentilesOfMoreReadingsThanAreKept() {
            WindowScenario scenario = WindowScenario.of(tumbling("1h", "count", "p25", "p90"));
            for (int i = 0; i <= 1_000; i++) {
                scenario.sends(Microseconds.of(Scenario.START) + i * 1_000L, "temperature", (i * 2) % 1_001);
                if (i % 97 == 0) {
                    scenario.restarts();
                }
            }
            assertThat(scenario.sends("1h", 0).told())
                    .containsExactly("fixed temperature 0s..1h count=1001 p25=250 p90=900");
        }

        @Test
        void needSketchesForPercentilesOfManyReadings() {
            WindowDefinition median = tumbling("1h", "p50");
            MonitoredDevice device = new FleetMonitor(
                            RuleBook.EMPTY, WindowBook.of(median), PercentileSketches.NONE, TimePolicy.DEFAULT)
                    .newDevice(new DeviceId("a"), transition -> {});
            MonitoredMetric metric = device.metric("temperature");
            assertThatIllegalStateException()
                    .isThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            Messages.send(device, metric, i, null, i, i);
                        }
                    })
                    .withMessageContaining("Hand in an implementation of PercentileSketches");
        }
    }

    @Nested
    class Time {

        @Test
        void ofTheClockCompletesWindowsOfADeviceThatSendsNothing() {
            WindowScenario scenario = WindowScenario.outOfOrder("10s", tumbling("1m", "count"), session("2m", "count"))
                    .sends("30s", 1);
            assertThat(scenario.clockAt("70s").told()).isEmpty();
            assertThat(scenario.clockAt("70001ms").told()).containsExactly("fixed temperature 0s..1m count=1");
            assertThat(scenario.clockAt("160001ms").told()).endsWith("burst temperature 30s..150s count=1");
        }

        @Test
        void isQuietUntilTheClockReachesAReadingThatWaitsOrAWindowsEnd() {
            WindowScenario scenario = WindowScenario.outOfOrder("10s", tumbling("1m", "count"));
            assertThat(scenario.quietUntil()).isEqualTo(MonitoredDevice.NEVER);
            assertThat(scenario.sends("30s", 1).quietUntil()).isEqualTo(Scenario.at("40s"));
            assertThat(scenario.sends("50s", 1).quietUntil()).isEqualTo(Scenario.at("60s"));
            assertThat(scenario.clockAt("60001ms").quietUntil()).isEqualTo(Scenario.at("70s"));
            assertThat(scenario.restarts().quietUntil()).isEqualTo(Scenario.at("70s"));
            assertThat(scenario.clockAt("70001ms").quietUntil()).isEqualTo(MonitoredDevice.NEVER);
        }

        @Test
        void ofTheClockCountsTheReadingsThatWaitBeforeTheEndFirst() {
            WindowScenario scenario = WindowScenario.outOfOrder("40s", session("1m", "count"))
                    .sends("0s", 1)
                    .sends("45s", 1)
                    .sends("50s", 1);
            assertThat(scenario.clockAt("150s").told()).isEmpty();
            assertThat(scenario.clockAt("150001ms").told()).containsExactly("burst temperature 0s..110s count=3");
        }

        @Test
        void ofTheClockIsNotTakenBack() {
            WindowScenario scenario = WindowScenario.outOfOrder("20s", tumbling("1m", "count"))
                    .sends("50s", 1)
                    .clockAt("81s");
            assertThat(scenario.restarts().sends("55s", 1).sends("5m", 1).told())
                    .containsExactly("fixed temperature 0s..1m count=1");
            assertThat(scenario.uncounted()).isEqualTo(1);
        }

        @Test
        void ofTheClockLeavesTheBacklogOfADeviceThatWasAwayToBeCounted() {
            WindowScenario scenario =
                    WindowScenario.of(tumbling("1m", "count")).sends("0s", 1).clockAt("10h");
            assertThat(scenario.sends("1h", 1).sends("2h", 1).sends("3h", 1).told())
                    .containsExactly(
                            "fixed temperature 0s..1m count=1",
                            "fixed temperature 1h..61m count=1",
                            "fixed temperature 2h..121m count=1");
            assertThat(scenario.uncounted()).isZero();
        }

        @Test
        void atTheEndCompletesWhatEndsByIt() {
            WindowScenario scenario = WindowScenario.outOfOrder("30s", tumbling("1m", "count"))
                    .sends("50s", 1)
                    .sends("70s", 1);
            assertThat(scenario.endsAt("60s").told()).containsExactly("fixed temperature 0s..1m count=1");
        }
    }

    @Nested
    class Filters {

        private final WindowDefinition boilers = new WindowDefinition(
                "boilers",
                new WindowSpec.Tumbling(duration("1m")),
                Array.of(Aggregate.parse("count").get()),
                MetricPattern.of("temp*", "pressure"),
                new DevicePattern("boiler-*"));

        @Test
        void takeTheMetricsThatMatch() {
            WindowScenario scenario = WindowScenario.of(boilers)
                    .sends("0s", "temperature", 1)
                    .sends("1s", "noise", 1)
                    .sends("2s", "pressure", 1)
                    .sends("1m", "noise", 1);
            assertThat(scenario.told())
                    .containsExactly("boilers temperature 0s..1m count=1", "boilers pressure 0s..1m count=1");
            assertThat(scenario.device().metric("noise").isRead()).isFalse();
            assertThat(scenario.device().metric("pressure").isRead()).isTrue();
        }

        @Test
        void leaveOtherDevicesWithoutWindows() {
            FleetMonitor fleet = new FleetMonitor(
                    RuleBook.EMPTY, WindowBook.of(boilers), PercentileSketches.NONE, TimePolicy.DEFAULT);
            assertThat(fleet.of("boiler-1").newDevice(new DeviceId("boiler-1")).windows)
                    .isNotNull();
            assertThat(fleet.of("pump-1").newDevice(new DeviceId("pump-1")).windows)
                    .isNull();
            assertThat(fleet.of("boiler-1")).isSameAs(fleet.of("boiler-2"));
        }
    }

    @Nested
    class Kept {

        private static final WindowDefinition FIXED = tumbling("1m", "count", "p50", "stddev");
        private static final WindowDefinition TREND = hopping("3m", "1m", "sum");
        private static final WindowDefinition BURST = session("1m", "count", "max");

        private static WindowScenario scenario() {
            return WindowScenario.outOfOrder("20s", FIXED, TREND, BURST)
                    .sends("0s", 1)
                    .sends("10s", "pressure", 5)
                    .sends("40s", 3)
                    .sends("70s", 7)
                    .sends("65s", "pressure", 6);
        }

        private static List<String> end(WindowScenario scenario) {
            return scenario.sends("10m", 0).sends("10m", "pressure", 0).told();
        }

        @Test
        void areTheSameAfterARestart() {
            assertThat(end(scenario().restarts())).isEqualTo(end(scenario())).hasSizeGreaterThan(10);
            assertThat(scenario().restarts().bytes()).isEqualTo(scenario().bytes());
        }

        @Test
        void areThoseOfADefinitionThatIsTheSameStill() {
            WindowDefinition otherSize = hopping("4m", "1m", "sum");
            WindowDefinition otherAggregates = session("1m", "count");
            List<String> all = end(scenario());
            List<String> after = end(scenario().restartsWith(otherAggregates, FIXED, otherSize));
            assertThat(after)
                    .filteredOn(line -> line.startsWith("fixed"))
                    .containsExactlyInAnyOrderElementsOf(all.stream()
                            .filter(line -> line.startsWith("fixed"))
                            .toList());
            assertThat(after)
                    .filteredOn(line -> line.startsWith("burst temperature"))
                    .containsExactly("burst temperature 70s..130s count=1");
            assertThat(after).contains("trend pressure -2m..2m sum=6");
        }

        @Test
        void areForgottenWithTheirDefinition() {
            assertThat(end(scenario().restartsWith(BURST))).isNotEmpty().allMatch(line -> line.startsWith("burst"));
            assertThat(scenario().restartsWith().restarts().bytes()[0]).isEqualTo((byte) 9);
        }

        @Test
        void takeNoPlaceOnceAllAreComplete() {
            WindowScenario scenario = WindowScenario.of(FIXED);
            for (int i = 0; i < 50; i++) {
                scenario.sends("0s", "metric-" + i, 1);
            }
            int open = scenario.bytes().length;
            assertThat(scenario.clockAt("1h")
                            .sends("2h", "last", 1)
                            .clockAt("3h")
                            .bytes()
                            .length)
                    .isLessThan(open / 10);
        }

        @Test
        void beginWithAStateThatWasWrittenWithoutThem() {
            WindowScenario without = WindowScenario.outOfOrder("20s").sends("0s", 1);
            byte[] bytes = without.bytes();
            assertThat(bytes[0]).isEqualTo((byte) 9);
            assertThat(WindowScenario.outOfOrder("20s", FIXED)
                            .continuesFrom(bytes)
                            .sends("30s", 1)
                            .sends("10m", 1)
                            .told())
                    .singleElement()
                    .asString()
                    .startsWith("fixed temperature 0s..1m count=1");
        }

        @Test
        void ofAMetricThatARuleComesToReadGoOn() {
            List<String> lines = new ArrayList<>();
            RuleBook rules = rules(rule("p")
                    .metric("pressure")
                    .raise(MINOR, when("value > 99"))
                    .build());
            WindowScenario reading = WindowScenario.watching(rules, "20s", FIXED, TREND, BURST)
                    .continuesFrom(scenario().bytes());
            lines.addAll(scenario().told());
            lines.addAll(end(reading));
            assertThat(lines).containsExactlyInAnyOrderElementsOf(end(scenario()));
        }
    }

    @Test
    void definitionsOfTheSameReadingsDoNotMix() {
        assertThat(WindowScenario.of(
                                window("a", new WindowSpec.Tumbling(duration("1m")), "count"),
                                window("b", new WindowSpec.Tumbling(duration("2m")), "sum"))
                        .sends("0s", 5)
                        .sends("90s", 6)
                        .sends("2m", 7)
                        .told())
                .containsExactly(
                        "a temperature 0s..1m count=1", "a temperature 1m..2m count=1", "b temperature 0s..2m sum=11");
    }
}
