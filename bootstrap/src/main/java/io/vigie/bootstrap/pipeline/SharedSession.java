package io.vigie.bootstrap.pipeline;

import io.vavr.Tuple2;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.ProlepticTimes;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.port.out.PipelineRefused;
import org.apache.spark.sql.SparkSession;

/**
 * A session in a Spark that is there already, as on a cluster of Databricks: it has settings of its own, and shares all
 * else. Where tables are found and how Delta is built in are the platform's business.
 */
final class SharedSession {

    private static final String FOR_HADOOP = "spark.hadoop.";

    private static final java.util.Map<String, String> BASICS =
            java.util.Map.of("spark.sql.session.timeZone", "UTC", "spark.sql.streaming.stopTimeout", "20s");

    private SharedSession() {}

    /**
     * Opens one.
     *
     * @param settings the pipeline's
     * @param redaction the pattern of names whose values are not shown, and of values
     * @param secrets the pattern of what is not shown in any text; none where there is nothing of the kind
     * @throws PipelineRefused when some of the settings are the cluster's, and other there
     */
    static SparkSession open(Map<String, SettingValue> settings, String redaction, Option<String> secrets) {
        SparkSession session = SparkSession.builder().getOrCreate().newSession();
        BASICS.forEach(session.conf()::set);
        ProlepticTimes.in(session);
        session.conf().set("spark.sql.redaction.options.regex", redaction);
        secrets.forEach(pattern -> session.conf().set("spark.sql.redaction.string.regex", pattern));
        Seq<String> refused = List.ofAll(settings)
                .filter(setting -> !taken(session, setting._1, setting._2.value()))
                .map(Tuple2::_1);
        if (!refused.isEmpty()) {
            throw new PipelineRefused("This Spark was started before the pipeline, and cannot take its settings "
                    + refused.mkString(", ")
                    + " any more. Write them into the configuration of the cluster, and remove them from"
                    + " the pipeline.");
        }
        return session;
    }

    /** Whether the session has the setting now. What is for Hadoop it hands on under Hadoop's name. */
    private static boolean taken(SparkSession session, String name, String value) {
        try {
            session.conf().set(name.startsWith(FOR_HADOOP) ? name.substring(FOR_HADOOP.length()) : name, value);
            return true;
        } catch (Exception e) { // of Spark's checker, which Scala does not declare
            return Option.of(session.conf().get(name, null)).contains(value);
        }
    }
}
