package io.vigie.bootstrap.pipeline;

import io.vavr.Tuple2;
import io.vavr.collection.Seq;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SettingValue;
import io.vigie.bootstrap.launch.HostedProcess;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark session of a pipeline: this process alone unless somebody says otherwise, or one in the Spark of the
 * platform that the process belongs to.
 */
final class Sessions {

    private static final String MASTER = "spark.master";
    private static final String FOR_HADOOP = "spark.hadoop.";

    private Sessions() {}

    static UsedSession of(PipelinePlan plan) {
        return of(plan.name(), plan.engineSettings(), plan.settings());
    }

    /** The session of something of this name, with these settings of its own. */
    static UsedSession of(String name, io.vavr.collection.Map<String, SettingValue> engineSettings) {
        return of(name, engineSettings, engineSettings.toList());
    }

    private static UsedSession of(
            String name,
            io.vavr.collection.Map<String, SettingValue> engineSettings,
            Seq<Tuple2<String, SettingValue>> allSettings) {
        if (HostedProcess.isThis()) {
            return new UsedSession(SharedSession.open(engineSettings, redaction(allSettings)), false);
        }
        SparkSession.Builder builder = SparkSession.builder().appName("vigie " + name);
        Map<String, String> settings = new LinkedHashMap<>(basics());
        String master = engineSettings
                .get(MASTER)
                .map(SettingValue::value)
                .getOrElse(() -> System.getProperty(MASTER, "local[*]"));
        settings.put(MASTER, master);
        settings.putAll(master.startsWith("local") ? alone() : onCluster());
        // What spark-submit was told comes before our defaults, and the pipeline's own settings before all.
        settings.keySet().removeIf(setting -> System.getProperty(setting) != null);
        settings.forEach(builder::config);
        engineSettings.forEach((setting, value) -> builder.config(setting, value.value()));
        builder.config("spark.redaction.regex", redaction(allSettings));
        SparkSession session = builder.getOrCreate();
        // A session that was there before has not taken them.
        engineSettings
                .filterKeys(setting -> setting.startsWith(FOR_HADOOP))
                .forEach((setting, value) -> session.sparkContext()
                        .hadoopConfiguration()
                        .set(setting.substring(FOR_HADOOP.length()), value.value()));
        return new UsedSession(session, true);
    }

    /**
     * Names that stand for secrets as they are, and the name of every setting whose value came by reference; of a
     * setting of Kafka's clients the name that it has there.
     */
    static String redaction(Seq<Tuple2<String, SettingValue>> settings) {
        return settings.filter(setting -> setting._2.isByReference())
                .map(setting -> setting._1.replaceFirst("^kafka\\.", ""))
                .distinct()
                .sorted()
                .map(Pattern::quote)
                .prepend(
                        "(?i)secret|password|passwd|token|access[.]?key|account[.]?key|keystore[.]key|sas|connectionstring"
                                + "|jaas")
                .mkString("|");
    }

    private static Map<String, String> basics() {
        return Map.of(
                "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
                "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
                "spark.sql.session.timeZone", "UTC",
                "spark.sql.streaming.stopTimeout", "20s");
    }

    /** One process: no more tasks than cores, no ports to the outside. */
    private static Map<String, String> alone() {
        String cores = Integer.toString(Runtime.getRuntime().availableProcessors());
        return Map.of(
                "spark.sql.shuffle.partitions", cores,
                "spark.databricks.delta.snapshotPartitions", "2",
                // What is generated for a query here runs too seldom to be worth compiling.
                "spark.sql.codegen.wholeStage", "false",
                "spark.ui.enabled", "false",
                "spark.driver.host", "localhost",
                "spark.driver.bindAddress", "127.0.0.1");
    }

    /**
     * Partitions for some cores, not for the two hundred that Spark reckons with: each writes files of its own in every
     * batch. State on local disks, as it may be that of very many devices. And of it what the last batches wrote: an older
     * checkpoint would not fit the tables.
     */
    private static Map<String, String> onCluster() {
        Map<String, String> settings = new LinkedHashMap<>(DeviceStates.settings());
        settings.put("spark.sql.shuffle.partitions", "16");
        settings.put("spark.databricks.delta.snapshotPartitions", "8");
        settings.put("spark.sql.streaming.minBatchesToRetain", "20");
        return settings;
    }
}
