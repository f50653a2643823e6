package io.vigie.adapters.delta;

import static io.vigie.adapters.spark.testing.TestPipeline.START;
import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.collection.Array;
import io.vigie.adapters.spark.monitoring.TDigestSketches;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.memory.MemoryEngine;
import io.vigie.application.memory.TelemetryListener;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowResult;
import io.vigie.domain.window.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows from files into a Delta table: the same rows as the engine in memory has, bit for bit. */
class WindowsPipelineTest {

    private static final WindowDefinition PER_MINUTE = window(
            "per-minute", new WindowSpec.Tumbling(ofMinutes(1)), "count", "min", "max", "mean", "stddev", "p99.9");
    private static final WindowDefinition TREND =
            window("trend", new WindowSpec.Hopping(ofMinutes(10), ofMinutes(3)), "sum", "p50");
    private static final WindowDefinition BURSTS = window("bursts", new WindowSpec.Session(ofSeconds(20)), "count");

    /** All readings of a part lie in so many seconds, and each device ends at its last. */
    private static final int PART = 1_200;

    @TempDir
    private Path directory;

    private final List<String> messages = new ArrayList<>();
    private TestPipeline pipeline;

    private static WindowDefinition window(String name, WindowSpec spec, String... aggregates) {
        return WindowDefinition.of(
                name,
                spec,
                Array.of(aggregates).map(word -> Aggregate.parse(word).get()).toJavaArray(Aggregate[]::new));
    }

    @BeforeEach
    void newPipeline() {
        pipeline = TestPipeline.in(directory)
                .time(ofSeconds(15), ofMinutes(1), Duration.ofDays(1))
                .rules(rule("hot")
                        .metric("temperature")
                        .raise(Severity.MINOR, when("value > 70"))
                        .build())
                .windows(PER_MINUTE, TREND, BURSTS);
    }

    /** Part of a story of three devices with two metrics, in disorder, some of it late. */
    private void part(int number) {
        Random random = new Random(number);
        List<String> lines = new ArrayList<>();
        for (int second = 0; second < PART - 90; second += 1 + random.nextInt(3)) {
            int delay = random.nextInt(20) == 0 ? random.nextInt(80) : random.nextInt(15);
            lines.add(flat(
                    "pump-" + random.nextInt(3),
                    random.nextBoolean() ? "temperature" : "pressure",
                    random.nextInt(1_000) * 0.1,
                    ofSeconds((number - 1L) * PART + Math.max(0, second - delay))));
            second += random.nextInt(60) == 0 ? 45 : 0;
        }
        for (int device = 0; device < 3; device++) {
            lines.add(flat("pump-" + device, "temperature", 1, ofSeconds((long) number * PART - 1)));
        }
        pipeline.file("part-" + number + ".json", ofSeconds(number * (long) PART), lines);
        messages.addAll(lines);
    }

    private List<BatchReport> run() {
        DeltaConnector delta = new DeltaConnector();
        return pipeline.run(List.of(delta), delta);
    }

    private List<Row> rows() {
        return TestSession.get()
                .read()
                .format("delta")
                .load(directory.resolve(Output.WINDOWS.word()).toString())
                .collectAsList();
    }

    /** What the engine in memory tells, the whole story in one go. */
    private final class Told implements TelemetryListener {
        private final List<String> windows = new ArrayList<>();
        private long uncounted;

        Told() {
            MemoryEngine engine = MemoryEngine.of(pipeline.plan(), new TDigestSketches(), this);
            messages.forEach(message -> engine.arrive(message.getBytes(StandardCharsets.UTF_8), START));
        }

        @Override
        public void window(WindowResult window) {
            StringBuilder line = new StringBuilder(String.join(
                    " ",
                    window.window().name(),
                    window.device().value(),
                    window.metric().name(),
                    window.time().startTime().toString(),
                    window.time().endTime().toString()));
            pipeline.plan()
                    .windows()
                    .aggregates()
                    .forEach(aggregate -> line.append(' ')
                            .append(aggregate.column())
                            .append('=')
                            .append(window.value(aggregate)
                                    .map(WindowsPipelineTest::bits)
                                    .getOrElse("null")));
            windows.add(line.toString());
        }

        @Override
        public void uncounted(long more) {
            uncounted += more;
        }
    }

    private static String line(Row row) {
        StringBuilder line = new StringBuilder(String.join(
                " ",
                row.<String>getAs("window"),
                row.<String>getAs("device_id"),
                row.<String>getAs("metric"),
                row.<Timestamp>getAs("window_start").toInstant().toString(),
                row.<Timestamp>getAs("window_end").toInstant().toString()));
        for (StructField column : List.of(row.schema().fields()).subList(5, row.size())) {
            Object value = row.getAs(column.name());
            line.append(' ')
                    .append(column.name())
                    .append('=')
                    .append(value == null ? "null" : bits(((Number) value).doubleValue()));
        }
        return line.toString();
    }

    private static String bits(double value) {
        return value + "/" + Double.doubleToLongBits(value);
    }

    @Test
    void windowsAreThoseOfTheEngineInMemoryAcrossRestarts() {
        List<BatchReport> reports = new ArrayList<>();
        for (int part = 1; part <= 3; part++) {
            part(part);
            reports.addAll(run());
        }
        Told told = new Told();
        assertThat(rows()).extracting(WindowsPipelineTest::line).containsExactlyInAnyOrderElementsOf(told.windows);
        assertThat(told.windows).hasSizeGreaterThan(200).anyMatch(line -> line.startsWith("bursts"));
        assertThat(told.uncounted).isPositive();
        assertThat(reports.stream().mapToLong(BatchReport::windows).sum()).isEqualTo(told.windows.size());
        assertThat(reports.stream().mapToLong(BatchReport::uncounted).sum()).isEqualTo(told.uncounted);
    }

    @Test
    void theTableHasAColumnForEachAggregateThatAWindowAsksFor() {
        part(1);
        run();
        assertThat(rows().get(0).schema().toDDL())
                .isEqualTo("window STRING,device_id STRING,metric STRING,window_start TIMESTAMP,window_end TIMESTAMP,"
                        + "count BIGINT,sum DOUBLE,min DOUBLE,max DOUBLE,mean DOUBLE,stddev DOUBLE,p50 DOUBLE,"
                        + "p99_9 DOUBLE");
    }

    @Test
    void anAggregateThatIsAskedForLaterGetsAColumnInTheSameTable() {
        pipeline = pipeline.windows(window("bursts", new WindowSpec.Session(ofSeconds(20)), "count"));
        part(1);
        run();
        int before = rows().size();
        pipeline = pipeline.windows(
                window("bursts", new WindowSpec.Session(ofSeconds(20)), "count"),
                window("per-minute", new WindowSpec.Tumbling(ofMinutes(1)), "mean", "p90"));
        part(2);
        run();
        assertThat(rows()).hasSizeGreaterThan(before);
        assertThat(rows())
                .filteredOn(row -> row.getAs("mean") == null)
                .hasSizeGreaterThan(before)
                .allMatch(row -> row.getAs("window").equals("bursts"));
        assertThat(rows())
                .filteredOn(row -> row.getAs("window").equals("per-minute"))
                .isNotEmpty()
                .allMatch(row -> row.getAs("p90") != null && row.getAs("count") == null);
    }

    @Test
    void aTableWhoseColumnsAreOfAnotherKindIsRefused() {
        TestSession.get()
                .sql("SELECT '' window, '' device_id, '' metric, TIMESTAMP '2026-01-01' window_start,"
                        + " TIMESTAMP '2026-01-01' window_end, 'many' count")
                .write()
                .format("delta")
                .save(directory.resolve("windows").toString());
        part(1);
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(this::run)
                .withMessageContaining("count is string there, not bigint");
    }

    @Test
    void windowsThatNoSinkAsksForAreNotComputed() {
        pipeline = pipeline.outputs(Output.READINGS);
        part(1);
        assertThat(run()).allMatch(report -> report.windows() == 0 && report.uncounted() == 0);
    }

    @Test
    void aWindowThatIsStillOpenWaitsInTheState() {
        pipeline = pipeline.windows(PER_MINUTE);
        String early = flat("pump-1", "temperature", 1, ofSeconds(5));
        pipeline.file("1.json", ofSeconds(10), List.of(early));
        assertThat(run()).allMatch(report -> report.windows() == 0);
        pipeline.file("2.json", ofSeconds(90), List.of(flat("pump-1", "temperature", 3, ofSeconds(75))));
        run();
        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.<Long>getAs("count")).isEqualTo(1);
            assertThat(row.<Timestamp>getAs("window_start").toInstant())
                    .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
            assertThat(row.<Double>getAs("stddev")).isNull();
        });
    }
}
