package io.vigie.adapters.spark;

import io.vavr.collection.Map;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.port.out.PipelineRefused;
import org.apache.spark.sql.SparkSession;

/**
 * What keeps the state of devices: a class of Spark's, by its name. Spark writes it down with each batch, and goes on with
 * that one without a word, whatever the session says later.
 */
final class StateProvider {

    static final String SETTING = "spark.sql.streaming.stateStore.providerClass";

    private StateProvider() {}

    /**
     * Holds settings of the engine against a checkpoint.
     *
     * @throws PipelineRefused when they ask for another than the checkpoint is of
     */
    static void mustFit(SparkSession session, String checkpoint, Map<String, SettingValue> settings) {
        for (String wanted : settings.get(SETTING).map(SettingValue::value)) {
            for (String kept : Checkpoints.stateProvider(session, checkpoint)) {
                if (!kept.equals(wanted)) {
                    throw new PipelineRefused(
                            "The checkpoint " + checkpoint + " holds the state of devices in files of "
                                    + kept + ", and " + SETTING + " asks for " + wanted
                                    + ". Remove that setting; or move the checkpoint away together with the tables, or choose new"
                                    + " paths for both, and start afresh.");
                }
            }
        }
    }
}
