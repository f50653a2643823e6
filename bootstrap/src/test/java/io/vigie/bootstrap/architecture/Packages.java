package io.vigie.bootstrap.architecture;

import java.util.List;
import java.util.Set;

/** The packages that the rules speak of, and the classes that they know by name. */
final class Packages {

    static final String ROOT = "io.vigie";

    static final String DOMAIN = "io.vigie.domain";
    /** The running state of a device lives here, and nowhere else in the domain. */
    static final String MONITOR = "io.vigie.domain.monitor";
    /** Its readers and writers are cursors over bytes. */
    static final String ENCODING = "io.vigie.domain.encoding";
    /** What windows are; those that are open belong to a device's running state. */
    static final String WINDOW = "io.vigie.domain.window";

    static final String APPLICATION = "io.vigie.application";
    static final String DRIVEN_PORTS = "io.vigie.application.port.out";
    static final String RUNNING = "io.vigie.application.pipeline";
    static final String RULE_TESTS = "io.vigie.application.ruletest";
    static final String REVIEW = "io.vigie.application.review";
    static final String SIMULATION = "io.vigie.application.simulation";
    static final String MAINTENANCE = "io.vigie.application.maintenance";
    /** The engine in memory, which is the application's own adapter. */
    static final String MEMORY = "io.vigie.application.memory";

    static final String ADAPTERS = "io.vigie.adapters";
    static final String SPARK = "io.vigie.adapters.spark";
    static final String SPARK_SPI = "io.vigie.adapters.spark.spi";

    static final String KAFKA = "io.vigie.adapters.kafka";
    static final String EVENT_HUBS = "io.vigie.adapters.eventhubs";
    static final String DELTA = "io.vigie.adapters.delta";

    static final String BOOTSTRAP = "io.vigie.bootstrap";
    /** The command line: whoever types it knows that it is the program. */
    static final String MAIN_CLASS = "io.vigie.bootstrap.Vigie";
    /** Reads files, for the command line and for tests of other projects. */
    static final String CONFIGURATION = "io.vigie.bootstrap.configuration";
    /** How the process itself starts. */
    static final String LAUNCH = "io.vigie.bootstrap.launch";

    /** Tells how a pipeline fares. */
    static final String OPERATION = "io.vigie.bootstrap.operation";

    /** Makes the Spark session and runs pipelines in it. */
    static final String PIPELINE_WIRING = "io.vigie.bootstrap.pipeline";
    /** Answers those who watch it by HTTP. */
    static final String METRICS_WIRING = "io.vigie.bootstrap.metrics";
    /** Looks, in that session, at what a run has left. */
    static final String DEMONSTRATION = "io.vigie.bootstrap.demonstration";
    /** Writes a simulated fleet's messages to plain files. */
    static final String SIMULATION_WIRING = "io.vigie.bootstrap.simulation";

    /** Azure storage as hadoop-azure knows it. */
    static final String STORAGE = "io.vigie.bootstrap.storage";

    static final List<String> ALL = List.of(
            ROOT,
            DOMAIN,
            MONITOR,
            ENCODING,
            WINDOW,
            APPLICATION,
            DRIVEN_PORTS,
            RUNNING,
            RULE_TESTS,
            REVIEW,
            SIMULATION,
            MAINTENANCE,
            MEMORY,
            ADAPTERS,
            SPARK,
            SPARK_SPI,
            KAFKA,
            EVENT_HUBS,
            DELTA,
            BOOTSTRAP,
            LAUNCH,
            CONFIGURATION,
            PIPELINE_WIRING,
            OPERATION,
            METRICS_WIRING,
            DEMONSTRATION,
            SIMULATION_WIRING,
            STORAGE);

    /** Each holds a use case: its inbound port, its records and what does it. */
    static final Set<String> USE_CASES = Set.of(RUNNING, RULE_TESTS, REVIEW, SIMULATION, MAINTENANCE);

    /** What a use case drives, beside it; all other interfaces there that anybody may implement are inbound. */
    static final Set<String> DRIVEN_BESIDE_USE_CASES = Set.of(
            RULE_TESTS + ".LoadRuleTests",
            SIMULATION + ".WriteTelemetry",
            MAINTENANCE + ".TableCare",
            MAINTENANCE + ".CheckpointCare");

    /** What of the wings of the kernel those outside implement: all else there is its own. */
    static final Set<String> KERNEL_TARGETS =
            Set.of(MONITOR + ".alarms.TransitionTarget", MONITOR + ".windows.WindowTarget");

    /** What an adapter shows to those who wire it; all else in it is its own, but for the SPI. */
    static final List<String> ADAPTER_ENTRIES = List.of(
            SPARK + ".SparkTelemetryEngine",
            // On a stream of the embedder's own.
            SPARK + ".Vigie",
            // The engine in memory is handed it.
            SPARK + ".monitoring.TDigestSketches",
            SPARK + ".history.SparkHistory",
            SPARK + ".StreamCheckpoints",
            // Spark makes these by their names.
            SPARK + ".clock.ClockStream",
            SPARK + ".files.FileStreamProvider",
            SPARK + ".files.JsonFilesSource",
            // What is small is read without Spark.
            SPARK + ".files.FileHistory",
            DELTA + ".DeltaConnector",
            DELTA + ".DeltaTableCare",
            // Those who read a topic of alarms make it.
            DELTA + ".AlarmsTable",
            KAFKA + ".KafkaConnector",
            // Spark makes it by name.
            KAFKA + ".KafkaMessages",
            // Kafka's clients make it by name.
            KAFKA + ".TokenLogin",
            EVENT_HUBS + ".KafkaEndpoint",
            // Found by its name.
            EVENT_HUBS + ".login.EntraTokenService",
            // For a simulated fleet.
            KAFKA + ".KafkaTelemetry",
            EVENT_HUBS + ".EventHubsConnector",
            // Spark makes it by name.
            EVENT_HUBS + ".HubMessages");

    private Packages() {}

    /** The package and all below it, as the rules write it. */
    static String within(String name) {
        return name + "..";
    }
}
