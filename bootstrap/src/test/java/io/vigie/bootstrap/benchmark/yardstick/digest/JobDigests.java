package io.vigie.bootstrap.benchmark.yardstick.digest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.vigie.bootstrap.benchmark.yardstick.Job;
import io.vigie.bootstrap.benchmark.yardstick.Output;
import io.vigie.bootstrap.benchmark.yardstick.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads what runs have written, in a process of its own.
 * <pre>{@code
 * JobDigests WORKLOAD SERVERS DIRECTORY…
 * }</pre>
 *
 * <p>For each directory of a run it prints a line for each output.
 */
public final class JobDigests {

    private JobDigests() {}

    /** Prints all of them. */
    public static void main(String[] arguments) {
        Workload workload = Workload.valueOf(arguments[0]);
        try (SparkSession session = SparkSession.builder()
                .appName("digests")
                .master("local[*]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "localhost")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", 1)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .getOrCreate()) {
            for (String directory : Arrays.asList(arguments).subList(2, arguments.length)) {
                of(session, new Job(workload, arguments[1], "", Path.of(directory)))
                        .forEach(System.out::println);
            }
        }
    }

    /** Those of one run, in the order of the workload's outputs. */
    public static List<OutputDigest> of(SparkSession session, Job job) {
        List<OutputDigest> digests = new ArrayList<>();
        for (Output output : job.workload().outputs()) {
            Row found = rows(session, job, output)
                    .selectExpr(AgreedColumns.of(output))
                    .agg(expr("count(*)"), expr("coalesce(sum(xxhash64(*)), 0L)"))
                    .first();
            digests.add(new OutputDigest(output, found.getLong(0), found.getLong(1)));
        }
        return digests;
    }

    /** What {@link #main} has printed: the digests of each run. */
    public static List<List<OutputDigest>> parse(Workload workload, List<String> lines) {
        List<OutputDigest> all = lines.stream().map(OutputDigest::parse).toList();
        int each = workload.outputs().size();
        List<List<OutputDigest>> runs = new ArrayList<>();
        for (int i = 0; i < all.size(); i += each) {
            runs.add(all.subList(i, i + each));
        }
        return runs;
    }

    private static Dataset<Row> rows(SparkSession session, Job job, Output output) {
        if (!job.workload().isOnKafka()) {
            return session.read().format("delta").load(job.table(output).toString());
        }
        Dataset<Row> records = session.read()
                .format("kafka")
                .option("kafka.bootstrap.servers", job.servers())
                .option("subscribe", job.topic(output))
                .load()
                .select(col("value").cast("string").as("payload"));
        return output == Output.REJECTED
                ? records
                : records.selectExpr("inline(array(from_json(payload, '" + AgreedColumns.FIELDS + "')))");
    }
}
