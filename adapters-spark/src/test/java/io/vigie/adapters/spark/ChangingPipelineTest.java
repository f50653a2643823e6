package io.vigie.adapters.spark;

import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.WindowChanges;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a pipeline whose owner changes it between two runs. */
@Timeout(120)
class ChangingPipelineTest {

    @TempDir
    private Path directory;

    private TestPipeline pipeline;
    private CollectedRows rows = new CollectedRows();
    private final Told told = new Told();

    @BeforeEach
    void aRunThatLeavesAWindowOpen() {
        pipeline = TestPipeline.in(directory).windows(minutes(10, "count"));
        pipeline.file(
                "1.json", ofMinutes(1), List.of(temperature("a", 3, ofSeconds(1)), temperature("b", 3, ofSeconds(1))));
        pipeline.run(rows, told);
        assertThat(told.lines).isEmpty();
    }

    private static WindowDefinition minutes(int size, String... aggregates) {
        return WindowDefinition.of(
                "fixed",
                new WindowSpec.Tumbling(ofMinutes(size)),
                List.of(aggregates).stream()
                        .map(word -> Aggregate.parse(word).get())
                        .toArray(Aggregate[]::new));
    }

    private static String temperature(String device, double value, Duration measured) {
        return flat(device, "temperature", value, measured);
    }

    private List<Row> windows() {
        return rows.at(directory.resolve("windows").toString());
    }

    @Test
    void anAggregateThatIsAddedKeepsOpenWindows() {
        pipeline = pipeline.windows(minutes(10, "count", "max"));
        pipeline.file("2.json", ofMinutes(11), List.of(temperature("a", 1, ofMinutes(11))));
        pipeline.run(rows, told);

        assertThat(told.lines).containsExactly("changed fixed");
        assertThat(told.reports).allMatch(report -> report.droppedWindows().isEmpty());
        assertThat(windows())
                .filteredOn(row -> row.getAs("device_id").equals("a"))
                .anySatisfy(row -> {
                    assertThat(row.<Long>getAs("count")).isEqualTo(1L);
                    assertThat(row.<Double>getAs("max")).isEqualTo(3.0);
                });
    }

    @Test
    void windowsThatStartAfreshAreToldAndTheirDevicesCountedOnce() {
        pipeline = pipeline.windows(minutes(20, "count"));
        for (int minute = 2; minute < 4; minute++) {
            pipeline.file(
                    minute + ".json",
                    ofMinutes(minute),
                    List.of(
                            temperature("a", 1, ofMinutes(minute)),
                            temperature("b", 1, ofMinutes(minute)),
                            temperature("new", 1, ofMinutes(minute))));
            pipeline.run(rows, told);
        }

        assertThat(told.lines).containsExactly("changed fixed; fixed starts afresh");
        assertThat(told.reports)
                .extracting(report -> report.droppedWindows().toJavaMap())
                .containsExactly(Map.of(), Map.of("fixed", 2L), Map.of());
    }

    @Test
    void aBatchThatIsRepeatedGoesByTheWindowsItWasBegunWith() {
        String failing = directory.resolve("readings").toString();
        pipeline.file("2.json", ofMinutes(11), List.of(temperature("a", 1, ofMinutes(11))));
        rows.obstruct(failing, true);
        assertThatExceptionOfType(PipelineFailed.class).isThrownBy(() -> pipeline.run(rows, told));
        rows.obstruct(failing, false);
        rows = new CollectedRows();

        pipeline = pipeline.windows(minutes(20, "sum"));
        pipeline.file("3.json", ofMinutes(25), List.of(temperature("a", 1, ofMinutes(25))));
        pipeline.run(rows, told);

        assertThat(windows())
                .filteredOn(row -> row.getAs("device_id").equals("a"))
                .as("complete in the batch that was begun with ten minutes, in the columns of now")
                .first()
                .satisfies(row -> {
                    assertThat(row.schema().fieldNames()).contains("sum").doesNotContain("count");
                    assertThat(row.<Double>getAs("sum")).isNull();
                    assertThat(minutesOf(row)).isEqualTo(10);
                });
        assertThat(told.lines).containsExactly("changed fixed; fixed starts afresh");
    }

    private static long minutesOf(Row window) {
        return (window.getTimestamp(window.fieldIndex("window_end")).getTime()
                        - window.getTimestamp(window.fieldIndex("window_start")).getTime())
                / 60_000;
    }

    @Test
    void aPipelineThatIsRenamedIsRefusedByTheIdOfItsCheckpoint() {
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> pipeline.named("renamed").run(rows, told))
                .withMessageContaining(directory.resolve("checkpoint").toString())
                .withMessageContaining("with the id ")
                .withMessageContaining("this one is called renamed");
        pipeline.run(rows, told);
    }

    @Test
    void whoseACheckpointIsMustBeWhole() throws IOException {
        Path owner = directory.resolve("checkpoint/pipeline");
        assertThat(owner).content().contains("readings to " + directory.resolve("readings"));
        Files.delete(owner.resolveSibling(".pipeline.crc"));
        Files.writeString(owner, "{\"name\":\"pip");

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> pipeline.run(rows, told))
                .withMessageContaining(owner + " is damaged");
    }

    /** What an observer is told. */
    private static final class Told implements PipelineObserver {

        private final List<String> lines = new ArrayList<>();
        private final List<BatchReport> reports = new ArrayList<>();

        @Override
        public void batchDone(BatchReport report) {
            reports.add(report);
        }

        @Override
        public void windowsChanged(WindowChanges changes) {
            lines.add(changes.toString());
        }
    }
}
