package io.vigie.adapters.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.adapters.spark.SparkTelemetryEngine;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.pipeline.PipelineOperation;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TableAddress;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineObserver;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.JavaConverters;

/** A pipeline reads a table that gets columns meanwhile. */
class GrowingSourceTest {

    private static final int POSITION = 3;

    private final SparkSession session = TestSession.get();
    private final List<BatchReport> reports = new CopyOnWriteArrayList<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final CollectedRows out = new CollectedRows();
    private long offset;

    private final PipelineObserver observer = new PipelineObserver() {
        @Override
        public void batchDone(BatchReport report) {
            reports.add(report);
        }

        @Override
        public void sourceChanged(String change) {
            changes.add(change);
        }
    };

    @TempDir
    private Path directory;

    private String table() {
        return directory.resolve("table").toString();
    }

    private Dataset<Row> readings(int count) {
        List<Row> rows =
                IntStream.range(0, count).mapToObj(ignored -> reading()).toList();
        return session.createDataFrame(rows, Tables.READINGS);
    }

    private Row reading() {
        offset++;
        Timestamp time = Timestamp.from(TestPipeline.START.plusSeconds(offset));
        return RowFactory.create(
                "boiler",
                "temperature",
                20.5,
                null,
                time,
                null,
                JavaConverters.asScalaBuffer(List.of()).toSeq(),
                false,
                null,
                "readings",
                "7",
                offset,
                POSITION,
                time,
                Date.valueOf("2026-01-01"),
                false,
                false);
    }

    private void append(Dataset<Row> rows) {
        rows.coalesce(1)
                .write()
                .format("delta")
                .mode("append")
                .option("mergeSchema", true)
                .save(table());
    }

    private RunningPipeline start() {
        return new PipelineOperation(new SparkTelemetryEngine(session, List.of(new DeltaConnector()), List.of(out)))
                .start(
                        TestPipeline.in(directory)
                                .reading(new SourcePlan.DeltaTable(new TableAddress.Path(table()), Option.none()))
                                .outputs(Output.READINGS)
                                .every(Duration.ofMillis(50))
                                .plan(),
                        observer);
    }

    private boolean haveRead(long readings) {
        return reports.stream().mapToLong(BatchReport::readings).sum() >= readings;
    }

    @Test
    void itGoesOnAndReadsEachReadingOnce() throws InterruptedException {
        append(readings(3).drop("position"));
        RunningPipeline running = start();
        try {
            TestRun.await(running, () -> haveRead(3));
            session.sql("ALTER TABLE delta.`" + table() + "` ADD COLUMNS (position INT)");
            append(readings(4));
            TestRun.await(running, () -> haveRead(7));
            append(readings(2).withColumn("plant", functions.lit("lyon")));
            TestRun.await(running, () -> haveRead(9));
        } finally {
            running.stop();
        }

        assertThat(out.at(directory.resolve("readings").toString()).stream()
                        .map(row -> row.<Long>getAs("offset") + " " + row.<Integer>getAs("position")))
                .containsExactlyInAnyOrder("1 0", "2 0", "3 0", "4 3", "5 3", "6 3", "7 3", "8 3", "9 3");
        assertThat(changes)
                .hasSize(2)
                .allMatch(change -> change.equals("The table " + table() + " is not what it was when it was opened"));
    }
}
