package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Scenario.BOILER;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vavr.control.Option;
import io.vigie.domain.monitor.windows.WindowTarget;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.expression.MetricPast;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * What functions over spans come to, held against their definitions on all readings of the span, with no more than
 * the state's bytes to go on now and then.
 */
class SpansTest {

    private static final long SECOND = 1_000_000;
    private static final long SHORT = 30 * SECOND;
    private static final long LONG = 600 * SECOND;

    private static Rule ruleOf(String id, String condition) {
        return rule(id).metric("temperature").raise(MINOR, when(condition)).build();
    }

    private static final Rule[] ALL = {
        ruleOf("short", "mean(value, 30s) + stddev(value, 30s) + percentile(value, 90, 30s) + zscore(value, 30s) > 0"),
        ruleOf("long", "sum(value, 10m) + stddev(value, 10m) + percentile(value, 50, 10m) + zscore(value, 10m) > 0"),
        ruleOf("areas", "integral(value, 30s) + increase(value, 30s) + resets(value, 30s) > 0"),
        ruleOf("counts", "integral(value, 10m) + increase(value, 10m) + resets(value, 10m) + previous(value) > 0"),
        ruleOf("others", "count(value, 10m) + rate(value, 10m) + min(value, 1h) + max(value, 10m) + pressure > 0"),
    };

    private interface Statistic {
        double of(MetricPast past, long now, long span);
    }

    private static final class Device {
        private FleetMonitor fleet;
        MonitoredDevice monitored;
        final List<Sent> sent = new ArrayList<>();

        Device(Rule... rules) {
            fleet = new FleetMonitor(rules(rules), TimePolicy.DEFAULT);
            monitored = fleet.newDevice(BOILER, transition -> {});
        }

        void sends(String metric, long time, double value) {
            Messages.send(monitored, metric, value, time);
            if (metric.equals("temperature")) {
                sent.add(new Sent(time, metric, value));
            }
        }

        void restarts() {
            monitored = fleet.restore(BOILER, monitored.toBytes(), transition -> {}, WindowTarget.NOBODY);
        }

        void restartsWith(Rule... rules) {
            fleet = new FleetMonitor(rules(rules), TimePolicy.DEFAULT);
            restarts();
        }

        DeviceState state() {
            return monitored.state;
        }

        private int temperature() {
            return monitored.metric("temperature").place;
        }

        double[] valuesIn(long span) {
            return sent.stream()
                    .filter(reading -> reading.time() > state().now - span)
                    .mapToDouble(Sent::value)
                    .toArray();
        }

        MetricPast past() {
            return state().past(temperature());
        }

        double statistic(Statistic statistic, long span) {
            return statistic.of(past(), state().now(), span);
        }

        void assertMoments(long span, Statistic moment, ToDoubleFunction<double[]> definition) {
            double[] values = valuesIn(span);
            assertThat(statistic(moment, span)).isEqualTo(definition.applyAsDouble(values));
            assertClose(statistic(MetricPast::deviation, span), deviation(values));
            double[] before = Arrays.copyOf(values, Math.max(0, values.length - 1));
            double deviation = before.length < 10 ? 0 : deviation(before);
            double score = deviation == 0 ? Double.NaN : (values[values.length - 1] - mean(before)) / deviation;
            assertClose(statistic(MetricPast::zScore, span), score);
        }

        void assertPercentile(double percent, long span) {
            double[] sorted = valuesIn(span);
            Arrays.sort(sorted);
            double actual = past().percentile(percent, state().now(), span);
            if (sorted.length == 0) {
                assertThat(actual).isNaN();
                return;
            }
            double rank = (sorted.length - 1) * percent / 100;
            double low = sorted[(int) Math.floor(rank)];
            double high = sorted[(int) Math.ceil(rank)];
            assertThat(actual).isEqualTo(low + (rank - Math.floor(rank)) * (high - low));
        }

        void assertAreaAndCount(long span) {
            List<Sent> inSpan = sent.stream()
                    .filter(reading -> reading.time() > state().now - span)
                    .toList();
            assertThat(statistic(MetricPast::integral, span)).isEqualTo(Double.valueOf(area(inSpan)));
            if (!sent.isEmpty()) {
                OracleValues oracle = new OracleValues(
                        sent.subList(Math.max(0, sent.size() - 700), sent.size()), Option.some("temperature"));
                String ofSpan = "(value, " + span / SECOND + "s)";
                assertThat(statistic(MetricPast::increase, span))
                        .isEqualTo(Double.valueOf(oracle.valueNow("increase" + ofSpan, state().now)));
                assertThat(statistic(MetricPast::resets, span))
                        .isEqualTo(Double.valueOf(oracle.valueNow("resets" + ofSpan, state().now)));
            }
        }

        void assertExtremes() {
            assertThat(statistic(MetricPast::least, 3_600 * SECOND))
                    .isEqualTo(Arrays.stream(valuesIn(3_600 * SECOND)).min().orElse(Double.NaN));
            assertThat(statistic(MetricPast::greatest, LONG))
                    .isEqualTo(Arrays.stream(valuesIn(LONG)).max().orElse(Double.NaN));
            assertThat(statistic(MetricPast::count, LONG)).isEqualTo(valuesIn(LONG).length);
        }
    }

    private static final BigDecimal MICROSECONDS_IN_TWO_HOURS = BigDecimal.valueOf(7_200_000_000L);

    private static double area(List<Sent> sent) {
        BigDecimal area = BigDecimal.ZERO;
        for (int i = 1; i < sent.size(); i++) {
            area = area.add(new BigDecimal(sent.get(i).value())
                    .add(new BigDecimal(sent.get(i - 1).value()))
                    .multiply(BigDecimal.valueOf(
                            sent.get(i).time() - sent.get(i - 1).time())));
        }
        return sent.size() < 2
                ? Double.NaN
                : area.divide(MICROSECONDS_IN_TWO_HOURS, new MathContext(150)).doubleValue();
    }

    private static BigDecimal sum(double[] values) {
        return Arrays.stream(values).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static double mean(double[] values) {
        return values.length == 0
                ? Double.NaN
                : sum(values)
                        .divide(BigDecimal.valueOf(values.length), new MathContext(150))
                        .doubleValue();
    }

    private static double deviation(double[] values) {
        if (values.length < 2) {
            return Double.NaN;
        }
        BigDecimal mean = sum(values).divide(BigDecimal.valueOf(values.length), new MathContext(60));
        return Arrays.stream(values)
                .mapToObj(value -> new BigDecimal(value).subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(values.length - 1), MathContext.DECIMAL128)
                .sqrt(MathContext.DECIMAL128)
                .doubleValue();
    }

    private static void assertClose(double actual, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(actual).isNaN();
        } else {
            assertThat(actual).isEqualTo(expected, within(8 * Math.ulp(expected)));
        }
    }

    @Test
    void areThoseOfTheirDefinitions() {
        Random random = new Random(1);
        Device device = new Device(ALL);
        long time = 0;
        for (int i = 0; i < 1_000; i++) {
            time += random.nextInt(200) == 0 ? LONG : random.nextInt(5) * SECOND;
            boolean isOther = random.nextInt(10) == 0;
            device.sends(isOther ? "pressure" : "temperature", time, Math.rint(random.nextGaussian() * 50) / 10 + 60);
            if (random.nextInt(20) == 0) {
                device.restarts();
                device.state().now = time;
            }
            if (!device.sent.isEmpty() && device.valuesIn(SHORT).length > 0) {
                device.assertMoments(SHORT, MetricPast::mean, SpansTest::mean);
                device.assertPercentile(90, SHORT);
            }
            if (i % 100 == 99 && device.valuesIn(LONG).length > 0) {
                device.assertMoments(
                        LONG, MetricPast::sum, values -> sum(values).doubleValue());
                device.assertPercentile(50, LONG);
            }
            device.assertExtremes();
            for (long span : new long[] {SHORT, LONG}) {
                device.assertAreaAndCount(span);
            }
        }
    }

    @Test
    void sumsOfAreasAndCountersAreRoundedOnce() {
        Random random = new Random(5);
        Device device = new Device(ALL);
        long time = 0;
        for (int i = 0; i < 2_000; i++) {
            time += random.nextInt(3_000_000);
            device.sends("temperature", time, random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6));
            if (random.nextInt(50) == 0) {
                device.restarts();
                device.state().now = time;
            }
            device.assertAreaAndCount(SHORT);
        }
    }

    @Test
    void aCounterThatNobodyAskedForBeginsWithWhatIsKept() {
        Rule previous = ruleOf("r", "previous(value) > 0");
        Rule count = ruleOf("r", "count(value, 10m) > 0");
        Rule increase = ruleOf("r", "increase(value, 30s) + resets(value, 10m) > 0");
        Device latest = new Device(previous);
        Device kept = new Device(count);
        for (Device device : List.of(latest, kept)) {
            device.sends("temperature", 0, 4);
            device.sends("temperature", 10 * SECOND, 9);
            device.sends("temperature", 20 * SECOND, 5);
            device.restartsWith(increase);
            device.sends("temperature", 30 * SECOND, 7);
        }
        // The fall was not kept in the one: what rose then is known to have risen from the latest.
        assertThat(latest.statistic(MetricPast::increase, SHORT)).isEqualTo(2);
        assertThat(latest.statistic(MetricPast::resets, LONG)).isZero();
        assertThat(kept.statistic(MetricPast::increase, SHORT)).isEqualTo(12);
        assertThat(kept.statistic(MetricPast::resets, LONG)).isEqualTo(1);
        kept.restartsWith(count);
        kept.sends("temperature", 40 * SECOND, 8);
        assertThat(kept.statistic(MetricPast::count, LONG)).isEqualTo(5);
    }

    @Test
    void aFallIsRememberedThoughItLiesLongBeforeTheSpan() {
        Device device = new Device(ruleOf("r", "increase(value, 30s) > 0"));
        device.sends("temperature", 0, 100);
        for (int i = 1; i < 100; i++) {
            device.sends("temperature", i * SECOND, 100 - i);
            if (i % 9 == 0) {
                device.restarts();
            }
        }
        device.sends("temperature", 200 * SECOND, 50.5);
        assertThat(device.statistic(MetricPast::increase, SHORT)).isEqualTo(0.5);
        device.sends("temperature", 210 * SECOND, 200);
        assertThat(device.statistic(MetricPast::increase, SHORT)).isEqualTo(150);
    }

    @Test
    void doNotHangOnWhatOtherRulesThereAre() {
        Random random = new Random(2);
        Rule alone = ruleOf("short", "mean(value, 30s) + stddev(value, 30s) > 0");
        Device among = new Device(ALL);
        Device byItself = new Device(alone);
        for (int i = 0; i < 1_000; i++) {
            double value = random.nextGaussian() / 3 + 1e6;
            among.sends("temperature", i * SECOND, value);
            byItself.sends("temperature", i * SECOND, value);
            assertThat(byItself.statistic(MetricPast::mean, SHORT)).isEqualTo(among.statistic(MetricPast::mean, SHORT));
            assertThat(byItself.statistic(MetricPast::deviation, SHORT))
                    .isEqualTo(Double.valueOf(among.statistic(MetricPast::deviation, SHORT)));
        }
    }

    @Test
    void goBackToAnEarlierInstantToExplainIt() {
        Device device = new Device(ALL);
        for (int i = 0; i < 40; i++) {
            device.sends("temperature", i * SECOND, i);
        }
        device.sends("pressure", 60 * SECOND, 1);
        assertThat(device.statistic(MetricPast::mean, SHORT)).isEqualTo(35);
        device.state().now = 39 * SECOND;
        assertThat(device.statistic(MetricPast::mean, SHORT)).isEqualTo(24.5);
        assertThat(device.statistic(MetricPast::greatest, LONG)).isEqualTo(39);
    }

    @Test
    void leastAndGreatestKeepFewReadings() {
        Random random = new Random(3);
        Device device = new Device(ruleOf("extremes", "min(value, 7d) + max(value, 1d) > 0"));
        for (int i = 0; i < 20_000; i++) {
            device.sends("temperature", i * SECOND, random.nextGaussian());
        }
        assertThat(device.monitored.toBytes()).hasSizeLessThan(1_000);
        device.restarts();
        device.state().now = 19_999 * SECOND;
        assertThat(device.statistic(MetricPast::least, 604_800 * SECOND))
                .isEqualTo(
                        Arrays.stream(device.valuesIn(604_800 * SECOND)).min().orElseThrow());
        assertThat(device.statistic(MetricPast::greatest, 86_400 * SECOND))
                .isEqualTo(Arrays.stream(device.valuesIn(86_400 * SECOND)).max().orElseThrow());
    }

    @Test
    void whatLeastAndGreatestKeepIsNotTakenForAllReadings() {
        Device device = new Device(ruleOf("r", "min(value, 10m) + max(value, 10m) > 0"));
        for (int i = 0; i < 60; i++) {
            device.sends("temperature", i * SECOND, i % 7);
        }
        device.restartsWith(ruleOf("r", "count(value, 10m) + min(value, 10m) > 0"));
        device.sends("temperature", 60 * SECOND, 5);
        assertThat(device.statistic(MetricPast::count, LONG)).isEqualTo(1);
        assertThat(device.statistic(MetricPast::least, LONG)).isEqualTo(0);
    }

    @Test
    void allReadingsServeLeastAndGreatestToo() {
        Device device = new Device(ruleOf("r", "count(value, 10m) > 0"));
        for (int i = 0; i < 60; i++) {
            device.sends("temperature", i * SECOND, i % 7 + 1);
        }
        device.restartsWith(ruleOf("r", "count(value, 30s) + min(value, 10m) + max(value, 10m) > 0"));
        device.sends("temperature", 60 * SECOND, 5);
        assertThat(device.statistic(MetricPast::least, LONG)).isEqualTo(1);
        assertThat(device.statistic(MetricPast::greatest, LONG)).isEqualTo(7);
        assertThat(device.statistic(MetricPast::count, SHORT)).isEqualTo(30);
    }
}
