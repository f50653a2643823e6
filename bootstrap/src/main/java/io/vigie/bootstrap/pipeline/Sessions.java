package io.vigie.bootstrap.pipeline;

import io.vavr.Tuple2;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.LocalFiles;
import io.vigie.adapters.spark.spi.ProlepticTimes;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.port.out.PipelineRefused;
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
    /** What is shorter would be found in ordinary words. */
    private static final int SHORTEST_WITHIN = 4;

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
            return new UsedSession(
                    SharedSession.open(engineSettings, redaction(allSettings), values(allSettings)), false);
        }
        if (engineSettings.get(SmallHeap.TRIAL).isEmpty()) {
            for (String refusal : SmallHeap.refusal(Runtime.getRuntime().maxMemory())) {
                throw new PipelineRefused(refusal);
            }
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
        values(allSettings).forEach(values -> builder.config("spark.redaction.string.regex", values));
        SparkSession session = builder.getOrCreate();
        ProlepticTimes.in(session);
        // A session that was there before has not taken them.
        engineSettings
                .filterKeys(setting -> setting.startsWith(FOR_HADOOP))
                .forEach((setting, value) -> session.sparkContext()
                        .hadoopConfiguration()
                        .set(setting.substring(FOR_HADOOP.length()), value.value()));
        return new UsedSession(session, true);
    }

    /**
     * Names that stand for secrets as they are, the name of every setting whose value came by reference, and what came by
     * reference itself: Hadoop has the setting under another name, and Spark looks for this in values too. Of a setting of
     * Kafka's clients the name is the one that it has there.
     */
    static String redaction(Seq<Tuple2<String, SettingValue>> settings) {
        return settings.filter(setting -> setting._2.isByReference())
                .map(setting -> setting._1.replaceFirst("^kafka\\.", ""))
                .distinct()
                .sorted()
                .map(Pattern::quote)
                .prepend(
                        "(?i)secret|password|passwd|token|access[.]?key|account[.]?key|keystore[.]key|sas|connectionstring"
                                + "|jaas|redaction[.](string[.])?regex")
                .appendAll(values(settings))
                .mkString("|");
    }

    /** A pattern of all that came by reference; none where nothing did. What is short is looked for alone. */
    static Option<String> values(Seq<Tuple2<String, SettingValue>> settings) {
        Seq<SettingValue> byReference = settings.map(Tuple2::_2).filter(SettingValue::isByReference);
        Seq<String> patterns = byReference
                .map(SettingValue::value)
                .appendAll(byReference.flatMap(setting -> setting.references().keySet()))
                .filter(value -> !value.isBlank())
                .distinct()
                .sortBy(value -> -value.length())
                .map(value -> value.length() < SHORTEST_WITHIN
                        ? "(?-i:\\A" + Pattern.quote(value) + "\\z)"
                        : "(?-i:" + Pattern.quote(value) + ")");
        return Option.when(!patterns.isEmpty(), () -> patterns.mkString("|"));
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
        Map<String, String> settings = new LinkedHashMap<>(LocalFiles.settings());
        settings.putAll(Map.of(
                // A task that runs out of memory fails, and does not end the process before anything is told.
                "spark.executor.killOnFatalError.depth", "0",
                // Each spilled part of what a batch sorts would have two megabytes more in memory, to be read ahead of
                // time.
                "spark.unsafe.sorter.spill.read.ahead.enabled", "false",
                "spark.sql.shuffle.partitions", cores,
                "spark.databricks.delta.snapshotPartitions", "2",
                // What is generated for a query here runs too seldom to be worth compiling.
                "spark.sql.codegen.wholeStage", "false",
                "spark.ui.enabled", "false",
                "spark.driver.host", "localhost",
                "spark.driver.bindAddress", "127.0.0.1"));
        return settings;
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
