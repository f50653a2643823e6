package io.vigie.bootstrap.operation;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.port.out.PipelineRefused;

/**
 * A connector that a pipeline uses and the class path lacks. {@code vigie-cluster.jar} has none: whoever submits it names
 * those that the pipeline uses.
 *
 * @param prefixes what the names of its classes begin with
 * @param packages what to give {@code spark-submit}
 */
record MissingConnector(Seq<String> prefixes, String packages) {

    private static final Seq<MissingConnector> KNOWN = List.of(
            new MissingConnector(
                    List.of("io/delta/", "org/apache/spark/sql/delta/"), "io.delta:delta-spark_2.12:VERSION"),
            new MissingConnector(
                    List.of("org/apache/kafka/", "org/apache/spark/sql/kafka010/"),
                    "org.apache.spark:spark-sql-kafka-0-10_2.12:VERSION,org.apache.kafka:kafka-clients:VERSION"),
            new MissingConnector(
                    List.of("com/microsoft/azure/", "org/apache/spark/eventhubs/"),
                    "com.microsoft.azure:azure-eventhubs-spark_2.12:VERSION"),
            new MissingConnector(
                    List.of("com/azure/"),
                    "com.azure:azure-identity:VERSION,com.azure:azure-core-http-jdk-httpclient:VERSION"));

    /** What to tell a person where a failure comes of one. */
    static Option<PipelineRefused> in(Throwable failure) {
        for (Throwable layer = failure; layer != null; layer = layer.getCause()) {
            if (layer instanceof NoClassDefFoundError || layer instanceof ClassNotFoundException) {
                String name = String.valueOf(layer.getMessage()).replace('.', '/');
                Option<PipelineRefused> found = KNOWN.find(
                                connector -> connector.prefixes().exists(name::startsWith))
                        .map(connector -> connector.refusal(name, failure));
                if (found.isDefined()) {
                    return found;
                }
            }
        }
        return Option.none();
    }

    private PipelineRefused refusal(String name, Throwable failure) {
        return new PipelineRefused(
                "The pipeline uses a connector that is not there: there is no class " + name.replace('/', '.')
                        + ". Add --packages " + packages + " to spark-submit, or the jars by --jars; CLUSTER.md has the"
                        + " versions.",
                failure);
    }
}
