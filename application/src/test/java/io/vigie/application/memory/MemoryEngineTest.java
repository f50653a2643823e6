package io.vigie.application.memory;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MAJOR;
import static io.vigie.domain.rule.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vavr.collection.Array;
import io.vavr.collection.HashMap;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.history.ArrivedMessage;
import io.vigie.application.history.ArrivedReading;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.MetricPattern;
import io.vigie.domain.window.PercentileSketches;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MemoryEngineTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final RuleBook RULES = rules(
            rule("hot")
                    .metric("temperature")
                    .raise(WARNING, when("value > 80").heldFor(Duration.ofSeconds(30)))
                    .build(),
            rule("silent")
                    .metric("temperature")
                    .raise(MAJOR, silentFor(Duration.ofMinutes(10)))
                    .build());

    private static final TimePolicy WAITING =
            new TimePolicy(Duration.ofSeconds(20), Duration.ofMinutes(1), Duration.ofMinutes(5));

    private static SensorReading reading(String device, long second, double temperature) {
        return new SensorReading(
                new DeviceId(device),
                new Metric("temperature"),
                temperature,
                Option.none(),
                START.plusSeconds(second),
                HashMap.empty());
    }

    private static ArrivedMessage arrived(String device, long second, double temperature) {
        return ArrivedMessage.of(ArrivedReading.atOnce(reading(device, second, temperature)));
    }

    private static ArrivedMessage delayed(String device, long second, double temperature, long arrival) {
        return ArrivedMessage.of(new ArrivedReading(reading(device, second, temperature), START.plusSeconds(arrival)));
    }

    private static MemoryRun run(TimePolicy time, Option<Instant> end, ArrivedMessage... arrivals) {
        return MemoryEngine.run(RULES, time, List.of(arrivals), end);
    }

    private static Seq<String> told(Seq<AlarmTransition> transitions) {
        return transitions.map(transition -> transition.occasion().device() + " "
                + Duration.between(START, transition.occasion().eventTime()).toSeconds() + "s "
                + transition.occasion().rule() + " " + transition.word());
    }

    @Nested
    class Runs {

        @Test
        void haveTheReadingsInTheOrderOfTheirArrivalWithWhatTheyViolate() {
            MemoryRun run =
                    run(WAITING, Option.none(), arrived("b", 60, 81), arrived("a", 0, 70), arrived("b", 39, 90));
            assertThat(run.readings()
                            .map(monitored -> monitored.reading().device() + " " + monitored.late() + " "
                                    + monitored.violations()))
                    .containsExactly("b false [hot]", "a false []", "b true [hot]");
        }

        @Test
        void endAtTheLastEventTimeWithTheDeadlinesOfThatInstant() {
            MemoryRun run = run(WAITING, Option.none(), arrived("a", 0, 81), arrived("b", 600, 20));
            assertThat(told(run.transitions())).containsExactly("a 30s hot raised", "a 600s silent raised");
        }

        @Test
        void endAtTheLargestArrivalWhateverTheClocksOfDevicesSay() {
            ArrivedMessage behind = delayed("a", 0, 81, 100);
            assertThat(told(run(WAITING, Option.none(), behind, delayed("b", 400, 20, 129))
                            .transitions()))
                    .isEmpty();
            assertThat(told(run(WAITING, Option.none(), behind, delayed("b", -900, 20, 130))
                            .transitions()))
                    .containsExactly("a 30s hot raised");
        }

        @Test
        void endAtTheLatestEventTimeThatHadArrivedWhereReadingsArriveWhenTheyAreMeasured() {
            TimePolicy past = WAITING.arrival(ArrivalTime.EVENT);
            assertThat(told(run(past, Option.none(), delayed("a", 0, 81, 9_000), delayed("b", 29, 20, 9_000))
                            .transitions()))
                    .isEmpty();
            assertThat(told(run(past, Option.none(), delayed("a", 0, 81, 9_000), delayed("b", 30, 20, 9_000))
                            .transitions()))
                    .containsExactly("a 30s hot raised");
            assertThat(told(run(past, Option.none(), delayed("a", 0, 81, 29), delayed("b", 300, 20, 29))
                            .transitions()))
                    .as("b's reading is of after its arrival")
                    .isEmpty();
        }

        @Test
        void endWhereTheyAreTold() {
            MemoryRun run = run(
                    TimePolicy.DEFAULT, Option.some(START.plusSeconds(599)), arrived("a", 0, 81), arrived("b", 5, 81));
            assertThat(told(run.transitions())).containsExactly("a 30s hot raised", "b 35s hot raised");
        }

        @Test
        void tellTransitionsArrivalByArrivalAndByEventTimeWhereAsked() {
            MemoryRun run = run(
                    TimePolicy.DEFAULT,
                    Option.some(START.plusSeconds(100)),
                    arrived("a", 0, 81),
                    arrived("b", 1, 81),
                    arrived("b", 40, 81));
            assertThat(told(run.transitions())).containsExactly("b 31s hot raised", "a 30s hot raised");
            assertThat(told(run.transitionsByEventTime())).containsExactly("a 30s hot raised", "b 31s hot raised");
        }

        @Test
        void tellOfADeviceTheSameHoweverOthersComeInBetween() {
            for (int seed = 0; seed < 50; seed++) {
                Random random = new Random(seed);
                List<ArrivedMessage> ofA = someOf("a", random);
                List<ArrivedMessage> ofB = someOf("b", random);
                List<ArrivedMessage> mixed = new ArrayList<>();
                Iterator<ArrivedMessage> a = ofA.iterator();
                Iterator<ArrivedMessage> b = ofB.iterator();
                while (a.hasNext() || b.hasNext()) {
                    mixed.add(a.hasNext() && (!b.hasNext() || random.nextBoolean()) ? a.next() : b.next());
                }
                Option<Instant> end = Option.some(START.plusSeconds(9_000));
                assertThat(told(MemoryEngine.run(RULES, WAITING, mixed, end).transitions()))
                        .as("seed " + seed)
                        .containsExactlyInAnyOrderElementsOf(
                                told(MemoryEngine.run(RULES, WAITING, ofA, end).transitions())
                                        .appendAll(told(MemoryEngine.run(RULES, WAITING, ofB, end)
                                                .transitions())));
            }
        }

        private List<ArrivedMessage> someOf(String device, Random random) {
            List<ArrivedMessage> some = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                some.add(arrived(device, 20L * i + random.nextInt(40), 75 + random.nextInt(15)));
            }
            return some;
        }

        @Test
        void ofNothingAreEmpty() {
            MemoryRun run = run(WAITING, Option.none());
            assertThat(run.readings()).isEmpty();
            assertThat(run.counts().readings()).isZero();
        }

        @Test
        void flagLateReadingsAndRejectThoseThatAreTooLateAsWell() {
            MemoryRun run =
                    run(WAITING, Option.none(), arrived("a", 100, 70), arrived("a", 20, 70), arrived("a", 19, 70));
            assertThat(run.readings().map(MonitoredReading::late)).containsExactly(false, true, true);
            assertThat(run.rejected()).hasSize(1);
            RejectedTelemetry rejected = run.rejected().head();
            assertThat(rejected.reason()).isEqualTo(RejectionReason.LATE);
            assertThat(rejected.reading()).contains(reading("a", 19, 70));
            assertThat(rejected.detail())
                    .isEqualTo("event time 2026-01-01T00:00:19Z of device a is later than the watermark allows");
        }

        @Test
        void rejectReadingsFromTheFutureWhichMoveNoWatermark() {
            MemoryRun run = run(
                    WAITING,
                    Option.none(),
                    ArrivedMessage.of(new ArrivedReading(reading("a", 301, 99), START)),
                    ArrivedMessage.of(new ArrivedReading(reading("a", 300, 70), START.plusSeconds(290))),
                    ArrivedMessage.of(new ArrivedReading(reading("a", 290, 70), START.plusSeconds(291))));
            assertThat(run.rejected().map(RejectedTelemetry::detail))
                    .containsExactly("event time 2026-01-01T00:05:01Z is PT5M1S ahead of its arrival");
            assertThat(run.readings().map(MonitoredReading::late)).containsExactly(false, false);
        }

        @Test
        void areCounted() {
            TelemetryCounts counts = run(
                            WAITING,
                            Option.none(),
                            arrived("a", 100, 81),
                            arrived("a", 79, 70),
                            arrived("a", 1, 70),
                            ArrivedMessage.of(new ArrivedReading(reading("a", 9_000, 70), START)),
                            arrived("a", 140, 70))
                    .counts();
            assertThat(counts)
                    .isEqualTo(new TelemetryCounts(
                            4,
                            2,
                            0,
                            HashMap.of(RejectionReason.LATE, 1L, RejectionReason.FUTURE, 1L),
                            HashMap.of("raised", 1L, "cleared", 1L),
                            0,
                            0));
        }
    }

    @Nested
    class Windows {

        private static final WindowBook MINUTES = WindowBook.of(WindowDefinition.of(
                "per-minute",
                new WindowSpec.Tumbling(Duration.ofMinutes(1)),
                Aggregate.Statistic.COUNT,
                new Aggregate.Percentile(50)));

        private static MemoryRun run(Option<Instant> end, ArrivedMessage... arrivals) {
            return MemoryEngine.run(RULES, MINUTES, PercentileSketches.NONE, WAITING, List.of(arrivals), end);
        }

        private static List<String> told(MemoryRun run) {
            return run.windows()
                    .map(window -> window.device() + " "
                            + Duration.between(START, window.time().startTime()).toSeconds() + "s "
                            + window.values().mkString(" "))
                    .toJavaList();
        }

        @Test
        void areToldOnceTheyAreComplete() {
            MemoryRun run = run(
                    Option.none(),
                    arrived("a", 59, 3),
                    arrived("a", 50, 1),
                    arrived("b", 0, 7),
                    arrived("a", 81, 5),
                    arrived("a", 30, 9),
                    arrived("a", 140, 9));
            assertThat(told(run)).containsExactly("a 0s 2.0 2.0", "a 60s 1.0 5.0", "b 0s 1.0 7.0");
            assertThat(run.uncounted()).isEqualTo(1);
            assertThat(run.counts().windows()).isEqualTo(3);
            assertThat(run.counts().uncounted()).isEqualTo(1);
        }

        @Test
        void thatTheEndDoesNotReachComeToNothing() {
            assertThat(told(run(Option.some(START.plusSeconds(59)), arrived("a", 5, 3))))
                    .isEmpty();
            assertThat(told(run(Option.some(START.plusSeconds(60)), arrived("a", 5, 3))))
                    .containsExactly("a 0s 1.0 3.0");
        }

        @Test
        void areCompleteByTheClockToo() {
            MemoryRun.Gathering gathering = new MemoryRun.Gathering();
            MemoryEngine engine =
                    new MemoryEngine(RULES, MINUTES, PercentileSketches.NONE, WAITING, PayloadPlan.DEFAULT, gathering);
            engine.arrive(reading("a", 5, 3), START);
            engine.advanceClock(START.plusSeconds(75));
            assertThat(told(gathering.gathered()))
                    .as("a's clock is five seconds ahead, and readings may be 20 seconds out of order")
                    .isEmpty();
            engine.advanceClock(START.plusSeconds(76));
            assertThat(told(gathering.gathered())).containsExactly("a 0s 1.0 3.0");
        }
    }

    @Nested
    class Messages {

        private final List<String> told = new ArrayList<>();
        private final TelemetryListener listener = new TelemetryListener() {
            @Override
            public void reading(MonitoredReading reading) {
                told.add(reading.reading().metric() + " " + reading.reading().value() + " late " + reading.late()
                        + reading.rescued().map(unknown -> " " + unknown).getOrElse(""));
            }

            @Override
            public void transition(AlarmTransition transition) {
                told.add(transition.word());
            }

            @Override
            public void rejected(RejectedTelemetry rejected) {
                told.add(rejected.reason().word() + " "
                        + new String(rejected.payload().get(), StandardCharsets.UTF_8) + ": " + rejected.detail());
            }
        };

        private final MemoryEngine engine = new MemoryEngine(RULES, WAITING, listener);

        private void arrives(MemoryEngine at, String json) {
            at.arrive(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), START);
        }

        @Test
        void areDecodedAndEvaluated() {
            arrives(
                    engine,
                    "{'deviceId':'a','metric':'temperature','value':81,'timestamp':'2026-01-01T00:00:00Z','color':3}");
            engine.finish(START.plusSeconds(30));
            assertThat(told).containsExactly("temperature 81.0 late false {\"color\":3}", "raised");
        }

        @Test
        void thatAreNotRightAreRejectedByteForByte() {
            arrives(engine, "{'deviceId':'a'");
            assertThat(told).hasSize(1);
            assertThat(told.get(0)).startsWith("malformed {\"deviceId\":\"a\": ");
        }

        @Test
        void withReadingsFromTheFutureAreRejectedOnce() {
            MemoryEngine wide = new MemoryEngine(
                    RULES, WAITING, new PayloadPlan(PayloadFormat.WIDE, PayloadPlan.DEFAULT.maxBytes(), 1), listener);
            arrives(wide, "{'deviceId':'a','timestamp':'2026-01-02T00:00:00Z','temperature':81,'pressure':2}");
            assertThat(told).hasSize(1);
            assertThat(told.get(0))
                    .startsWith("future {")
                    .endsWith("event time 2026-01-02T00:00:00Z is PT24H ahead of its arrival; "
                            + "event time 2026-01-02T00:00:00Z is PT24H ahead of its arrival");
        }

        @Test
        void withReadingsThatAreTooLateAreKeptAndRejectedOnce() {
            MemoryEngine wide = new MemoryEngine(
                    RULES, WAITING, new PayloadPlan(PayloadFormat.WIDE, PayloadPlan.DEFAULT.maxBytes(), 1), listener);
            arrives(wide, "{'deviceId':'a','timestamp':'2026-01-01T00:00:00Z','temperature':81}");
            told.clear();
            arrives(wide, "{'deviceId':'a','timestamp':'2025-01-01T00:00:00Z','temperature':81,'pressure':2}");
            assertThat(told).filteredOn(line -> line.endsWith("late true")).hasSize(2);
            assertThat(told).filteredOn(line -> line.startsWith("late {")).hasSize(1);
        }

        @Test
        void ofSeveralDevicesAreRejectedOnceForEachThatIsTooLate() {
            MemoryEngine packs = new MemoryEngine(
                    RULES, WAITING, new PayloadPlan(PayloadFormat.SENML, PayloadPlan.DEFAULT.maxBytes(), 1), listener);
            arrives(packs, "[{'bn':'a:','bt':1767225600,'n':'m','v':1},{'bn':'b:','n':'m','v':1}]");
            told.clear();
            arrives(
                    packs,
                    "[{'bn':'a:','bt':1735689600,'n':'m','v':1},{'bn':'b:','n':'m','v':2},{'bn':'a:','n':'n','v':3}]");
            assertThat(told).filteredOn(line -> line.endsWith("late true")).hasSize(3);
            assertThat(told).filteredOn(line -> line.startsWith("late [")).hasSize(2);
        }
    }

    @Nested
    class Limits {

        private final List<String> told = new ArrayList<>();
        private final TelemetryListener listener = new TelemetryListener() {
            @Override
            public void reading(MonitoredReading monitored) {
                told.add(
                        monitored.reading().device() + " " + monitored.reading().metric());
            }

            @Override
            public void rejected(RejectedTelemetry rejected) {
                told.add(rejected.reason().word() + ": " + rejected.detail() + ": "
                        + new String(rejected.payload().getOrElse(new byte[0]), StandardCharsets.UTF_8));
            }
        };

        private MemoryEngine engine(PayloadFormat format, FleetLimits limits) {
            return new MemoryEngine(
                    RULES,
                    WindowBook.of(new WindowDefinition(
                            "hourly",
                            new WindowSpec.Tumbling(Duration.ofHours(1)),
                            Array.of(Aggregate.parse("count").get()),
                            MetricPattern.of("m*"),
                            DevicePattern.EVERY)),
                    PercentileSketches.NONE,
                    TimePolicy.DEFAULT,
                    limits,
                    new PayloadPlan(format, PayloadPlan.DEFAULT.maxBytes(), 1),
                    listener);
        }

        private void arrives(MemoryEngine engine, String message) {
            engine.arrive(message.replace('\'', '"').getBytes(StandardCharsets.UTF_8), START.plusSeconds(60));
        }

        @Test
        void onMetricsLeaveOutTheSurplusAndRejectItOnceForEachMessage() {
            MemoryEngine engine = engine(PayloadFormat.WIDE, new FleetLimits(2, 9));
            String message = "{'deviceId':'a','timestamp':'2026-01-01T00:00:00Z','m1':1,'x':1,'m2':1,'m3':1,'m4':1}";
            arrives(engine, message);
            arrives(engine, "{'deviceId':'a','timestamp':'2026-01-01T00:00:00Z','m2':1,'y':1}");
            assertThat(told)
                    .containsExactly(
                            "a m1",
                            "a x",
                            "a m2",
                            "too_many: metric m3 of device a is one more than the 2 that are kept of a device"
                                    + " (limits.metricsPerDevice); it is the first of 2 such readings of its message: "
                                    + message.replace('\'', '"'),
                            "a m2",
                            "a y");
        }

        @Test
        void onTimeForgetDevicesSoThatOthersHaveTheirPlaces() {
            MemoryEngine engine = engine(PayloadFormat.FLAT, new FleetLimits(9, 1, Option.some(Duration.ofHours(1))));
            engine.arrive(reading("a", 0, 81), START);
            engine.arrive(reading("b", 0, 81), START);
            engine.advanceClock(START.plusSeconds(3_600));
            engine.arrive(reading("b", 0, 81), START);
            engine.advanceClock(START.plusSeconds(3_601));
            engine.arrive(reading("b", 10, 81), START.plusSeconds(10));
            engine.arrive(reading("b", 4_000, 81), START.plusSeconds(4_000));
            engine.forget(new DeviceId("b"));
            engine.arrive(reading("c", 4_000, 81), START.plusSeconds(4_000));
            String surplus =
                    "too_many: device b is new, and 1 devices or more are remembered already (limits.devices): ";
            assertThat(told)
                    .containsExactly(
                            "a temperature", surplus, surplus, "b temperature", "b temperature", "c temperature");
        }

        @Test
        void onDevicesCountThoseOfBeforeTheMessage() {
            MemoryEngine engine = engine(PayloadFormat.SENML, new FleetLimits(9, 1));
            arrives(engine, "[{'bn':'a:','bt':1767225600,'n':'m','v':1},{'bn':'b:','n':'m','v':1}]");
            String message = "[{'bn':'a:','bt':1767225600,'n':'m','v':1},{'bn':'c:','n':'m','v':1}]";
            arrives(engine, message);
            arrives(engine, "[{'bn':'b:','bt':1767225600,'n':'m','v':1}]");
            assertThat(told)
                    .containsExactly(
                            "a m",
                            "b m",
                            "a m",
                            "too_many: device c is new, and 1 devices or more are remembered already"
                                    + " (limits.devices): " + message.replace('\'', '"'),
                            "b m");
        }
    }

    @Nested
    class Clock {

        private final List<AlarmTransition> transitions = new ArrayList<>();
        private final MemoryEngine engine = new MemoryEngine(RULES, WAITING, new TelemetryListener() {
            @Override
            public void transition(AlarmTransition transition) {
                transitions.add(transition);
            }
        });

        @Test
        void reachesTheDeadlinesOfDevicesThatSendNothing() {
            engine.arrive(reading("a", 0, 20), START);
            engine.advanceClock(START.plusSeconds(620));
            assertThat(transitions).isEmpty();
            engine.advanceClock(START.plusSeconds(621));
            assertThat(transitions).extracting(AlarmTransition::word).containsExactly("raised");
        }

        @Test
        void isThePipelinesOwnWhereNoOtherIsGiven() {
            engine.advanceClock();
            engine.arrive(reading("a", 0, 20), START);
            engine.arrive(reading("b", 900, 20), START.plusSeconds(620));
            engine.advanceClock();
            assertThat(transitions).as("whatever b's clock says").isEmpty();
            engine.arrive(reading("b", 901, 20), START.plusSeconds(621));
            engine.advanceClock();
            assertThat(transitions)
                    .extracting(transition -> transition.occasion().device() + " "
                            + transition.occasion().eventTime())
                    .containsExactly("a " + START.plusSeconds(600));
        }

        private void arrives(String device, long second, double temperature, long arrival) {
            engine.arrive(reading(device, second, temperature), START.plusSeconds(arrival));
            engine.advanceClock();
        }

        private Seq<String> found() {
            return told(Array.ofAll(transitions));
        }

        @Test
        void waitsForADeviceWhoseClockIsMinutesBehindAsLongAsForOthers() {
            arrives("a", 0, 81, 240);
            arrives("b", 530, 20, 241);
            arrives("a", 20, 20, 260);
            arrives("b", 590, 20, 299);
            assertThat(found()).as("a was not over 80 for long enough").isEmpty();

            arrives("a", 60, 85, 300);
            arrives("b", 640, 20, 350);
            assertThat(found())
                    .as("a's next reading may be twenty seconds out of order")
                    .isEmpty();
            arrives("b", 641, 20, 351);
            assertThat(found()).containsExactly("a 90s hot raised");
        }

        @Test
        void findsADeviceWhoseClockIsMinutesAheadNoLaterThanOthers() {
            arrives("a", 240, 81, 0);
            arrives("b", 0, 20, 50);
            assertThat(found()).isEmpty();
            arrives("b", 1, 20, 51);
            assertThat(found()).containsExactly("a 270s hot raised");
        }

        @Test
        void leavesTimeForAReadingThatIsDelayedByNoMoreThanOutOfOrderAfterTheDeadline() {
            arrives("a", 0, 81, 0);
            arrives("a", 25, 20, 50);
            engine.finish(START.plusSeconds(600));
            assertThat(found()).isEmpty();
        }

        @Test
        void undoesNothingForAReadingThatIsDelayedByMore() {
            arrives("a", 0, 81, 0);
            arrives("a", 25, 20, 51);
            assertThat(found()).containsExactly("a 30s hot raised");
            engine.finish(START.plusSeconds(600));
            assertThat(found()).containsExactly("a 30s hot raised", "a 30s hot cleared");
        }

        @Test
        void givesWhatComesInBulkTheAgeOfItsOldest() {
            for (int minute = 0; minute < 10; minute++) {
                engine.arrive(reading("a", 60L * minute, 20), START.plusSeconds(560));
            }
            arrives("b", 0, 20, 1_720);
            assertThat(found()).noneMatch(told -> told.startsWith("a"));
            arrives("b", 1, 20, 1_721);
            assertThat(found()).contains("a 1140s silent raised");
        }

        @Test
        void movesNoDeviceBeforeTheEndWhereReadingsArriveWhenTheyAreMeasured() {
            MemoryEngine past = new MemoryEngine(RULES, WAITING.arrival(ArrivalTime.EVENT), new TelemetryListener() {
                @Override
                public void transition(AlarmTransition transition) {
                    transitions.add(transition);
                }
            });
            past.arrive(reading("b", 900, 20), START.plusSeconds(9_000));
            past.advanceClock();
            past.arrive(reading("a", 0, 81), START.plusSeconds(9_001));
            past.advanceClock();
            assertThat(found()).isEmpty();
            past.finish(past.clock().get());
            assertThat(found()).containsExactlyInAnyOrder("a 30s hot raised", "a 600s silent raised");
        }

        @Test
        void knowsTheLatestEventTime() {
            assertThat(engine.latestEventTime()).isEmpty();
            engine.arrive(reading("a", 5, 20), START);
            engine.arrive(reading("b", 3, 20), START);
            assertThat(engine.latestEventTime()).contains(START.plusSeconds(5));
        }

        @Test
        void endsForGood() {
            engine.finish(START);
            assertThatIllegalStateException()
                    .isThrownBy(() -> engine.arrive(reading("a", 0, 20), START))
                    .withMessage("This run is finished; begin another with a new engine.");
        }
    }
}
