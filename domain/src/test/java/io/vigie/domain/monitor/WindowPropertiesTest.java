package io.vigie.domain.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for windows of all kinds over readings of all kinds, tried by chance; a failure tells its seed. */
class WindowPropertiesTest {

    private static final WindowDefinition[] WINDOWS = {
        WindowScenario.tumbling("20s", "count", "sum", "min", "max", "p50"),
        WindowScenario.hopping("35s", "10s", "count", "sum", "stddev"),
        WindowScenario.session("10s", "count", "sum", "mean", "p90"),
    };

    private static final int CASES = 500;

    private static List<Sent> inOrder(Random random, double step) {
        List<Sent> sent = new ArrayList<>();
        long time = random.nextBoolean() ? Microseconds.of(Scenario.START) : -100_000_000L;
        int count = 20 + random.nextInt(100);
        for (int i = 0; i < count; i++) {
            time += 500_000L * random.nextInt(random.nextInt(8) == 0 ? 60 : 8);
            String metric = random.nextInt(3) == 0 ? "pressure" : "temperature";
            sent.add(new Sent(time, metric, (random.nextInt(100) - 50) * step));
        }
        return sent;
    }

    private static List<Sent> delayed(List<Sent> sent, Random random, long most) {
        record Delayed(Sent sent, long arrival) {}
        return sent.stream()
                .map(each -> new Delayed(each, each.time() + (long) (random.nextDouble() * most)))
                .sorted(Comparator.comparingLong(Delayed::arrival))
                .map(Delayed::sent)
                .toList();
    }

    private static WindowScenario run(String wait, List<Sent> arrivals) {
        WindowScenario scenario = WindowScenario.outOfOrder(wait, WINDOWS);
        arrivals.forEach(sent -> scenario.sends(sent.time(), sent.metric(), sent.value()));
        return scenario;
    }

    @Test
    void everyWindowHoldsWhatItIsDefinedToHold() {
        LongStream.range(0, CASES).forEach(seed -> {
            Random random = new Random(seed);
            String wait = random.nextBoolean() ? "0s" : "15s";
            List<Sent> arrivals = delayed(inOrder(random, 1), random, 40_000_000L);
            WindowScenario scenario = run(wait, arrivals);
            WindowOracle oracle = new WindowOracle(WINDOWS, Microseconds.of(Scenario.duration(wait)));
            arrivals.forEach(oracle::arrive);
            assertThat(scenario.windows.stream().map(WindowOracle::line))
                    .as("seed %d, outOfOrder %s, %s", seed, wait, arrivals)
                    .containsExactlyInAnyOrderElementsOf(oracle.windows());
            assertThat(scenario.uncounted()).as("uncounted of seed %d", seed).isEqualTo(oracle.uncounted());
        });
    }

    @Test
    void whereTheStateIsWrittenAndReadChangesNothing() {
        LongStream.range(0, CASES).forEach(seed -> {
            Random random = new Random(seed);
            String wait = random.nextBoolean() ? "0s" : "15s";
            List<Sent> arrivals = delayed(inOrder(random, 0.1), random, 40_000_000L);
            WindowScenario whole = run(wait, arrivals);
            WindowScenario cut = WindowScenario.outOfOrder(wait, WINDOWS);
            arrivals.forEach(sent -> {
                cut.sends(sent.time(), sent.metric(), sent.value());
                if (random.nextInt(4) == 0) {
                    cut.restarts();
                }
            });
            assertThat(sorted(cut)).as("seed %d", seed).isEqualTo(sorted(whole));
            assertThat(cut.uncounted()).as("uncounted of seed %d", seed).isEqualTo(whole.uncounted());
        });
    }

    @Test
    void disorderWithinTheWaitChangesNotABit() {
        LongStream.range(0, CASES).forEach(seed -> {
            Random random = new Random(seed);
            List<Sent> sent = distinctTimes(inOrder(random, 0.1));
            WindowScenario shuffled = run("15s", delayed(sent, random, 15_000_000L));
            assertThat(sorted(shuffled)).as("seed %d", seed).isEqualTo(sorted(run("15s", sent)));
            assertThat(shuffled.uncounted()).isZero();
        });
    }

    @Test
    void theClockOfTheReadingsThemselvesChangesNothing() {
        LongStream.range(0, CASES).forEach(seed -> {
            Random random = new Random(seed);
            List<Sent> sent = inOrder(random, 0.1);
            WindowScenario clocked = WindowScenario.outOfOrder("15s", WINDOWS);
            sent.forEach(each -> clocked.clockAt(each.time()).sends(each.time(), each.metric(), each.value()));
            long end = sent.get(sent.size() - 1).time();
            assertThat(sorted(clocked.clockAt(end)))
                    .as("seed %d", seed)
                    .isEqualTo(sorted(run("15s", sent).clockAt(end)));
            assertThat(clocked.uncounted()).isZero();
        });
    }

    /** Of readings of one time, arrival decides the order: here no two are. */
    private static List<Sent> distinctTimes(List<Sent> sent) {
        List<Sent> distinct = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            distinct.add(new Sent(
                    sent.get(i).time() + i, sent.get(i).metric(), sent.get(i).value()));
        }
        return distinct;
    }

    private static List<WindowResult> sorted(WindowScenario scenario) {
        return scenario.windows.stream()
                .sorted(Comparator.comparing(
                                (WindowResult result) -> result.window().name())
                        .thenComparing(result -> result.metric().name())
                        .thenComparing(result -> result.time().start()))
                .toList();
    }
}
