package io.vigie.bootstrap.benchmark.yardstick.rival;

import io.vigie.bootstrap.benchmark.yardstick.Job;
import io.vigie.bootstrap.benchmark.yardstick.Workload;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * One workload as somebody who knows Spark writes it, in a process of its own.
 * <pre>{@code
 * HandWrittenJob WORKLOAD SERVERS SOURCE DIRECTORY
 * }</pre>
 *
 * <p>The arguments are those of {@link Job}. All that is there at the start is read in one batch.
 */
public final class HandWrittenJob {

    private HandWrittenJob() {}

    /** Runs to its end. */
    public static void main(String[] arguments) throws Exception {
        Job job = new Job(Workload.valueOf(arguments[0]), arguments[1], arguments[2], Path.of(arguments[3]));
        try (SparkSession session = session()) {
            run(session, job);
        }
    }

    /** Runs to its end in a session that is there. */
    public static void run(SparkSession session, Job job) throws Exception {
        switch (job.workload()) {
            case W1 -> RulesToTables.run(session, job);
            case W2 -> RulesToTopics.run(session, job);
            case W3 -> AlarmsToTopic.run(session, job);
            case W4 -> WindowsToTable.run(session, job);
        }
    }

    /** One process that uses all cores, with as many partitions as cores, without a web server. */
    private static SparkSession session() {
        return SparkSession.builder()
                .appName("by hand")
                .master("local[*]")
                .config("spark.sql.shuffle.partitions", Runtime.getRuntime().availableProcessors())
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "localhost")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .getOrCreate();
    }
}
