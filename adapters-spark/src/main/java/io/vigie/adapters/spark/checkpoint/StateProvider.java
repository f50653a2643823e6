package io.vigie.adapters.spark.checkpoint;

import io.vavr.collection.Map;
import io.vavr.collection.Set;
import io.vavr.collection.TreeSet;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.port.out.PipelineRefused;
import org.apache.spark.sql.SparkSession;

/**
 * What keeps the state of devices: a class of Spark's, by its name, and what presses it together. Spark writes both down
 * with each batch, and loads what is written there without a word, whatever the session says. Here they come from the
 * configuration alone: a checkpoint that says something else is refused.
 */
public final class StateProvider {

    static final String SETTING = "spark.sql.streaming.stateStore.providerClass";
    static final String CODEC = "spark.sql.streaming.stateStore.compression.codec";

    private static final String SPARKS = "org.apache.spark.sql.execution.streaming.state.";
    private static final Set<String> PROVIDERS =
            TreeSet.of(SPARKS + "HDFSBackedStateStoreProvider", SPARKS + "RocksDBStateStoreProvider");
    private static final Set<String> CODECS = TreeSet.of("lz4", "lzf", "snappy", "zstd");

    private StateProvider() {}

    /**
     * Holds settings of the engine against a checkpoint.
     *
     * @throws PipelineRefused when they ask for another than the checkpoint is of
     */
    public static void mustFit(SparkSession session, String checkpoint, Map<String, SettingValue> settings) {
        Checkpoints.lastPlans(session, checkpoint).headOption().forEach(plan -> {
            mustFit(plan, SETTING, PROVIDERS, wanted(session, settings, SETTING), checkpoint);
            mustFit(plan, CODEC, CODECS, wanted(session, settings, CODEC), checkpoint);
        });
    }

    private static String wanted(SparkSession session, Map<String, SettingValue> settings, String setting) {
        return settings.get(setting)
                .map(SettingValue::value)
                .getOrElse(() -> session.conf().get(setting));
    }

    private static void mustFit(
            CheckpointPlan plan, String setting, Set<String> sparks, String wanted, String checkpoint) {
        String kept = plan.batch().path("conf").path(setting).asText(wanted);
        if (kept.equals(wanted)) {
            return;
        }
        if (!sparks.contains(kept)) {
            throw plan.damaged("it names " + kept + " as " + setting
                    + ", which the configuration does not; nothing is loaded because a checkpoint says so");
        }
        throw new PipelineRefused("The checkpoint " + checkpoint + " holds the state of devices in files of " + kept
                + ", and " + setting + " asks for " + wanted + ". Write " + setting + ": " + kept
                + " under spark to go on; or move the checkpoint away together with the tables, or choose new"
                + " paths for both, and start afresh.");
    }
}
