package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.WindowScenario.hopping;
import static io.vigie.domain.monitor.WindowScenario.session;
import static io.vigie.domain.monitor.WindowScenario.tumbling;
import static io.vigie.domain.monitor.WindowScenario.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Array;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.window.MetricPattern;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangedWindowsTest {

    private static final WindowDefinition SIMPLE = tumbling("1m", "mean", "count");

    private static WindowScenario begun(WindowDefinition... definitions) {
        return WindowScenario.of(definitions).sends("10s", 1).sends("20s", 2).sends("30s", 6);
    }

    @Test
    void anAggregateThatIsAddedKeepsWhatIsOpen() {
        WindowScenario scenario = begun(SIMPLE)
                .restartsWith(tumbling("1m", "max", "count", "min", "mean", "sum"))
                .sends("40s", 3)
                .endsAt("1m");

        assertThat(scenario.device().droppedWindows()).isEmpty();
        assertThat(scenario.told()).containsExactly("fixed temperature 0s..1m max=6 count=4 min=1 mean=3 sum=12");
    }

    @Test
    void oneThatTakesMoreThanWasKeptIsUndefinedInWhatIsOpenAndRightFromThenOn() {
        WindowScenario scenario = begun(SIMPLE)
                .restartsWith(tumbling("1m", "mean", "count", "stddev", "p50"))
                .sends("40s", 3)
                .restarts()
                .sends("50s", 3)
                .sends("70s", 5)
                .sends("80s", 5)
                .endsAt("2m");

        assertThat(scenario.told())
                .containsExactly(
                        "fixed temperature 0s..1m mean=3 count=5 stddev=NaN p50=NaN",
                        "fixed temperature 1m..2m mean=5 count=2 stddev=0 p50=5");
    }

    @Test
    void anotherPercentileOfWhatWasKeptIsExact() {
        WindowScenario scenario = begun(tumbling("1m", "p50", "stddev"))
                .restartsWith(tumbling("1m", "p50", "p100", "stddev", "count"))
                .endsAt("1m");

        assertThat(scenario.told()).allMatch(line -> line.contains(" p50=2 p100=6 ") && line.endsWith(" count=3"));
    }

    @Test
    void whateverIsAddedInSeveralSteps() {
        Random random = new Random(11);
        List<String> all =
                new ArrayList<>(List.of("count", "sum", "min", "max", "mean", "stddev", "p50", "p99", "p99.9"));
        for (int round = 0; round < 50; round++) {
            Collections.shuffle(all, random);
            Array<String> shuffled = Array.ofAll(all);
            Array<String> few = shuffled.take(1 + random.nextInt(4));
            Array<String> more = shuffled.take(few.size() + random.nextInt(5));
            WindowScenario scenario = begun(tumbling("1m", few.toJavaArray(String[]::new)))
                    .restartsWith(tumbling("1m", more.toJavaArray(String[]::new)))
                    .restartsWith(tumbling("1m", shuffled.toJavaArray(String[]::new)))
                    .endsAt("1m");
            String last = begun(tumbling("1m", few.toJavaArray(String[]::new)))
                    .endsAt("1m")
                    .told()
                    .get(0);
            assertThat(scenario.told()).hasSize(1);
            assertThat(scenario.told().get(0).split(" ")).contains(last.split(" "));
        }
    }

    @Test
    void whatIsDroppedIsTold() {
        WindowScenario scenario = begun(SIMPLE, hopping("2m", "1m", "sum"), session("1m", "count", "max"));
        byte[] bytes = scenario.bytes();

        assertThat(scenario.restartsWith(
                                tumbling("2m", "mean", "count"), hopping("2m", "1m", "sum"), session("1m", "count"))
                        .device()
                        .droppedWindows())
                .as("of other times, and one that asks for less")
                .containsExactly("fixed", "burst");
        assertThat(WindowScenario.of(hopping("2m", "1m", "sum"))
                        .continuesFrom(bytes)
                        .device()
                        .droppedWindows())
                .as("removed")
                .containsExactly("fixed", "burst");
        assertThat(WindowScenario.of().continuesFrom(bytes).device().droppedWindows())
                .as("all removed")
                .containsExactly("fixed", "trend", "burst");
        assertThat(WindowScenario.of(ofAnotherMetric())
                        .continuesFrom(begun(SIMPLE).bytes())
                        .device()
                        .droppedWindows())
                .as("not of the metric any more")
                .containsExactly("fixed");
        assertThat(scenario.restarts().device().droppedWindows())
                .as("told once")
                .isEmpty();
    }

    @Test
    void nothingIsDroppedWhereNoneIsOpen() {
        WindowScenario scenario = begun(SIMPLE, window("long", new WindowSpec.Tumbling(Duration.ofHours(1)), "sum"))
                .clockAt("2m");

        assertThat(scenario.restartsWith(tumbling("2m", "sum")).device().droppedWindows())
                .containsExactly("long");
    }

    private static WindowDefinition ofAnotherMetric() {
        return new WindowDefinition(
                SIMPLE.name(), SIMPLE.spec(), SIMPLE.aggregates(), MetricPattern.of("pressure"), DevicePattern.EVERY);
    }
}
