package io.vigie.domain.monitor;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.when;

import io.vigie.domain.monitor.alarms.TransitionTarget;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.EntryDraft;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What one reading costs in the kernel: a thousand devices take turns, each sending four metrics. A few of them have an
 * alarm, which stays: what is measured is the evaluation, without the telling of transitions. Run it with {@code -prof
 * gc} to see that it allocates nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
public class KernelBenchmark {

    private static final int READINGS = 4_000;
    private static final int DEVICES = 1_000;
    private static final List<String> METRICS = List.of("temperature", "pressure", "vibration", "flow");

    private static final List<String> TEN_METRICS = List.of(
            "temperature", "pressure", "vibration", "flow", "level", "speed", "torque", "voltage", "current", "power");

    private static final int ROUNDS = 16;

    /** By round; the rounds are sent in turn. */
    private final double[][] values = new double[ROUNDS][READINGS];

    private Fleet twentyRules;
    private Fleet thousandRules;
    private Fleet hysteresis;
    private Fleet weightedScore;
    private Fleet slidingMean;
    private Fleet wideMessages;

    /** Devices, and the time their next readings are measured. */
    private static final class Fleet {
        final MonitoredDevice[] devices = new MonitoredDevice[DEVICES];
        final MonitoredMetric[][] metrics = new MonitoredMetric[DEVICES][];
        long time = Microseconds.of(Scenario.START);

        /** Where the transitions go just now. */
        private TransitionTarget alarms = transition -> {};

        Fleet(RuleBook rules) {
            this(rules, METRICS);
        }

        Fleet(RuleBook rules, List<String> metrics) {
            FleetMonitor fleet = new FleetMonitor(rules, TimePolicy.DEFAULT);
            for (int i = 0; i < DEVICES; i++) {
                MonitoredDevice device =
                        fleet.newDevice(new DeviceId("device-" + i), transition -> alarms.transition(transition));
                devices[i] = device;
                this.metrics[i] = metrics.stream().map(device::metric).toArray(MonitoredMetric[]::new);
            }
        }
    }

    /** Five rules a metric: two upper limits, two lower ones, a range. */
    private static List<Rule> rulesOf(String metric, String devices, String prefix) {
        List<String> conditions =
                List.of("value > 95", "value > 99", "value < 5", "value < 1", "value between 200 and 300");
        List<Rule> made = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            made.add(rule(prefix + metric + "-" + i)
                    .metric(metric)
                    .devices(devices)
                    .raise(Severity.ofRank(i % 4), when(conditions.get(i)))
                    .build());
        }
        return made;
    }

    /** Rules, and readings, of which those of one metric in a thousand are beyond a limit. */
    @Setup
    public void prepare() {
        Random random = new Random(1);
        for (int i = 0; i < READINGS; i++) {
            boolean beyond = random.nextInt(1_000) == 0;
            for (double[] round : values) {
                round[i] = beyond ? 97 : 10 + 80 * random.nextDouble();
            }
        }
        List<Rule> twenty = new ArrayList<>();
        METRICS.forEach(metric -> twenty.addAll(rulesOf(metric, "*", "")));
        twentyRules = new Fleet(rules(twenty.toArray(Rule[]::new)));
        List<Rule> thousand = new ArrayList<>(rulesOf("temperature", "device-*", "ours-"));
        for (int i = 0; i < 199; i++) {
            thousand.addAll(rulesOf("temperature", "other-" + i + "-*", "theirs-" + i + "-"));
        }
        thousandRules = new Fleet(rules(thousand.toArray(Rule[]::new)), Collections.nCopies(4, "temperature"));
        hysteresis = new Fleet(
                rulesOfEach(when("value > 80").heldFor(Duration.ofSeconds(30)).until("value < 75")));
        weightedScore = new Fleet(rulesOfEach(when("abs(ewzscore(value, 0.05)) > 6")));
        slidingMean = new Fleet(rulesOfEach(when("mean(value, 10m) > 95")));
        wideMessages = new Fleet(
                rules(
                        rule("load")
                                .raise(Severity.MINOR, when("torque * speed > 9500"))
                                .build(),
                        rule("electric")
                                .raise(Severity.MINOR, when("voltage * current - power > 9500"))
                                .build(),
                        rule("pump")
                                .raise(Severity.MINOR, when("flow < 1 and pressure > 95 and level > 95"))
                                .build(),
                        rule("bearing")
                                .raise(Severity.MINOR, when("temperature > 95 and vibration > 95"))
                                .build(),
                        rule("balance")
                                .raise(Severity.MINOR, when("abs(torque - power) > 95 and speed > 95"))
                                .build()),
                TEN_METRICS);
        // A second apart, so that the spans are full.
        for (int i = 0; i < 600; i++) {
            send(slidingMean, transition -> {});
        }
    }

    /** One rule a metric. */
    private static RuleBook rulesOfEach(EntryDraft entry) {
        return rules(METRICS.stream()
                .map(metric ->
                        rule(metric).metric(metric).raise(Severity.MINOR, entry).build())
                .toArray(Rule[]::new));
    }

    /** Twenty rules over four metrics, of which five read each reading. */
    @Benchmark
    @OperationsPerInvocation(READINGS)
    public void twentyThresholdRules(Blackhole alarms) {
        send(twentyRules, alarms::consume);
    }

    /** A thousand rules, of which five match; they read every reading. */
    @Benchmark
    @OperationsPerInvocation(READINGS)
    public void thousandRulesOfWhichFiveMatch(Blackhole alarms) {
        send(thousandRules, alarms::consume);
    }

    /** Hysteresis over thirty seconds; one reading in eight is above the limit, few runs are that long. */
    @Benchmark
    @OperationsPerInvocation(READINGS)
    public void hysteresisWithFor(Blackhole alarms) {
        send(hysteresis, alarms::consume);
    }

    /** {@code abs(ewzscore(value, 0.05)) > 6}. */
    @Benchmark
    @OperationsPerInvocation(READINGS)
    public void weightedScore(Blackhole alarms) {
        send(weightedScore, alarms::consume);
    }

    /** {@code mean(value, 10m) > 95} at a reading a second: 600 readings in the span. */
    @Benchmark
    @OperationsPerInvocation(READINGS)
    public void meanOverTenMinutes(Blackhole alarms) {
        send(slidingMean, alarms::consume);
    }

    /** Messages of ten metrics, each with two or three of them in a rule of the five; a reading's share of a message. */
    @Benchmark
    @OperationsPerInvocation(DEVICES * 10)
    public void messagesOfTenMetrics(Blackhole alarms) {
        wideMessages.alarms = alarms::consume;
        wideMessages.time += 1_000_000;
        double[] round = values[(int) (wideMessages.time / 1_000_000 % ROUNDS)];
        int reading = 0;
        for (int i = 0; i < DEVICES; i++) {
            wideMessages.devices[i].begin(wideMessages.time);
            for (MonitoredMetric metric : wideMessages.metrics[i]) {
                wideMessages.devices[i].take(metric, round[reading++ % READINGS], null, wideMessages.time);
            }
            wideMessages.devices[i].end();
        }
    }

    private void send(Fleet fleet, TransitionTarget alarms) {
        fleet.alarms = alarms;
        fleet.time += 1_000_000;
        double[] round = values[(int) (fleet.time / 1_000_000 % ROUNDS)];
        int reading = 0;
        for (int i = 0; i < DEVICES; i++) {
            for (MonitoredMetric metric : fleet.metrics[i]) {
                fleet.devices[i].begin(fleet.time);
                fleet.devices[i].take(metric, round[reading++], null, fleet.time);
                fleet.devices[i].end();
            }
        }
    }
}
