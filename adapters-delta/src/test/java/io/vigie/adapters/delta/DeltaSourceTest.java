package io.vigie.adapters.delta;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.testing.Message;
import io.vigie.adapters.spark.testing.SparkSourceContract;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TableAddress;
import io.vigie.application.port.out.PipelineRefused;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.JavaConverters;

class DeltaSourceTest extends SparkSourceContract {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.000001Z");

    @TempDir
    protected Path directory;

    private long offset;

    @Override
    protected SparkSource source() {
        return source("table");
    }

    @Override
    protected SparkSource absent() {
        return source("absent");
    }

    /** The address of a table in the directory. */
    protected TableAddress address(String table) {
        return new TableAddress.Path(directory.resolve(table).toString());
    }

    private SparkSource source(String table) {
        return new DeltaConnector()
                .source(new SourcePlan.DeltaTable(address(table), Option.none()))
                .get();
    }

    @Override
    protected List<Message> send() {
        List<Row> rows = new ArrayList<>();
        List<Message> sent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String partition = i == 0 ? null : "7";
            rows.add(RowFactory.create(
                    "boiler-" + i,
                    "temperature",
                    20.5,
                    null,
                    Timestamp.from(TIME),
                    null,
                    JavaConverters.asScalaBuffer(List.of()).toSeq(),
                    false,
                    null,
                    "file:/in/a.json",
                    partition,
                    offset,
                    0,
                    Timestamp.from(TIME.plusSeconds(offset)),
                    Date.valueOf("2026-01-01"),
                    false,
                    false));
            sent.add(new Message(
                    "boiler-" + i + " temperature 20.5",
                    "file:/in/a.json",
                    partition,
                    offset,
                    TIME.plusSeconds(offset)));
            offset++;
        }
        session.createDataFrame(rows, Tables.READINGS)
                .write()
                .format("delta")
                .mode("append")
                .partitionBy("event_date")
                .save(directory.resolve("table").toString());
        return sent;
    }

    @Test
    void aTableOfOtherColumnsIsRefusedNamingThem() {
        session.range(1).write().format("delta").save(directory.resolve("other").toString());

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> source("other").open(session))
                .withMessageContaining("it has no device_id string")
                .withMessageContaining("it has no ingested_at timestamp");
    }
}
