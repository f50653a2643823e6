package io.vigie.adapters.delta;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.maintenance.MaintainedTable;
import io.vigie.application.maintenance.TableFigures;
import io.vigie.application.maintenance.TableStep;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import scala.collection.JavaConverters;

/**
 * Measures a table of readings that small batches are written to: how long a batch takes, how many files there are at the
 * end, and how long a query takes then. Arguments: batches, readings a batch, tasks a batch, and settings of Spark as {@code
 * name=value}; each run is for itself. {@code optimize} as the last one compacts at the end, and asks again.
 */
public final class SmallBatches {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private SmallBatches() {}

    /** Prints one line of figures. */
    public static void main(String[] arguments) throws Exception {
        int batches = Integer.parseInt(arguments[0]);
        int readings = Integer.parseInt(arguments[1]);
        int tasks = Integer.parseInt(arguments[2]);
        List<String> further = List.of(arguments).subList(3, arguments.length);
        SparkSession session = TestSession.get();
        further.stream()
                .filter(setting -> setting.contains("="))
                .map(setting -> setting.split("=", 2))
                .forEach(setting -> session.conf().set(setting[0], setting[1]));
        Path directory = Files.createTempDirectory("small-batches-");
        List<Dataset<Row>> rows = rows(session, readings, tasks);
        write(session, directory.resolve("warm"), rows, 20);
        Path table = directory.resolve("table");
        long[] took = write(session, table, rows, batches);
        DeltaTableCare care = new DeltaTableCare(session);
        MaintainedTable maintained = new MaintainedTable(Output.READINGS, new SinkPlan.DeltaTable(table.toString()));
        TableFigures figures = care.look(maintained).get();
        long query = query(session, table);
        System.out.printf(
                "%s: %d files, %.1f MB; a batch %d ms (median), %d ms (p95), %d ms (longest), %.1f s in all; query %d ms%n",
                Arrays.toString(arguments),
                figures.files(),
                figures.bytes() / 1e6,
                took[took.length / 2],
                took[took.length * 95 / 100],
                took[took.length - 1],
                Arrays.stream(took).sum() / 1e3,
                query);
        if (further.contains("optimize")) {
            long start = System.nanoTime();
            care.perform(maintained, new TableStep.Compact(Option.none()));
            System.out.printf(
                    "  compacted in %d ms: %d files, query %d ms%n",
                    (System.nanoTime() - start) / 1_000_000,
                    care.look(maintained).get().files(),
                    query(session, table));
        }
    }

    /** How long each batch took, in milliseconds, the shortest first. */
    private static long[] write(SparkSession session, Path path, List<Dataset<Row>> rows, int batches) {
        SparkSink sink = new DeltaConnector()
                .sink(new SinkPlan.DeltaTable(path.toString()), Output.READINGS, "small")
                .get();
        sink.prepare(session, new CheckpointProgress("/checkpoint", Option.none(), Option.none()));
        long[] took = new long[batches];
        for (int batch = 0; batch < batches; batch++) {
            long start = System.nanoTime();
            sink.append(rows.get(batch % rows.size()), new BatchId("small", "id", batch));
            took[batch] = (System.nanoTime() - start) / 1_000_000;
        }
        Arrays.sort(took);
        return took;
    }

    /** A few batches in memory, which come again and again. */
    private static List<Dataset<Row>> rows(SparkSession session, int readings, int tasks) {
        Random random = new Random(1);
        List<Dataset<Row>> all = new ArrayList<>();
        for (int batch = 0; batch < 5; batch++) {
            Dataset<Row> rows = session.createDataFrame(rows(batch, readings, random), Tables.READINGS)
                    .repartition(tasks)
                    .persist();
            rows.count();
            all.add(rows);
        }
        return all;
    }

    private static List<Row> rows(int batch, int readings, Random random) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < readings; i++) {
            Instant time = START.plusMillis(batch * 10_000L + i);
            rows.add(RowFactory.create(
                    "boiler-" + random.nextInt(1_000),
                    "temperature",
                    random.nextInt(1_000) / 10.0,
                    "celsius",
                    Timestamp.from(time),
                    JavaConverters.mapAsScalaMap(Map.of("site", "lyon")),
                    JavaConverters.asScalaBuffer(List.<String>of()).toSeq(),
                    false,
                    null,
                    "readings",
                    "0",
                    batch * (long) readings + i,
                    Timestamp.from(time),
                    Date.valueOf("2026-01-01")));
        }
        return rows;
    }

    /** The median of five, as a person who looks up one device has it. */
    private static long query(SparkSession session, Path table) {
        long[] took = new long[5];
        for (int i = 0; i < took.length; i++) {
            long start = System.nanoTime();
            session.read()
                    .format("delta")
                    .load(table.toString())
                    .where("device_id = 'boiler-7'")
                    .agg(functions.count("value"), functions.avg("value"))
                    .collectAsList();
            took[i] = (System.nanoTime() - start) / 1_000_000;
        }
        Arrays.sort(took);
        return took[2];
    }
}
