package io.vigie.bootstrap.command;

import io.vigie.bootstrap.configuration.kafka.KafkaArguments;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simulate}: telemetry to try things on. */
@Command(name = "simulate", description = "Writes deterministic telemetry with labelled faults.")
final class SimulateCommand implements Callable<Integer> {

    private final KafkaArguments kafka;
    private final Supplier<FleetSimulator> simulator;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--devices", paramLabel = "N", required = true, description = "How many devices.")
    private int devices;

    @Option(names = "--readings", paramLabel = "N", required = true, description = "How many readings in all.")
    private long readings;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed gives the same telemetry (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the files go; with --kafka, where the labels go, which are not kept without it.")
    private @Nullable Path directory;

    @Option(
            names = "--kafka",
            paramLabel = "SERVERS",
            description =
                    "Write to a Kafka topic instead, keyed by device: host:port, more of them with commas between.")
    private @Nullable String servers;

    @Option(names = "--topic", paramLabel = "T", description = "The topic; needed with --kafka.")
    private @Nullable String topic;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "A setting of Kafka's client, such as kafka.security.protocol=SASL_SSL, as often as need be;"
                    + " secrets as $${env:NAME} or $${file:PATH}.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(
            names = "--allow-plaintext-password",
            description =
                    "Let a password go over the network for all to read, as allowPlaintextPassword does in pipelines.")
    private boolean allowPlaintextPassword;

    @Option(
            names = "--malformed",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description = "Which share of the messages is bad, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double malformedShare;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            defaultValue = "2026-01-01T00:00:00Z",
            description = "The event time it starts at (default: ${DEFAULT-VALUE}).")
    private Instant start = Instant.EPOCH;

    SimulateCommand(KafkaArguments kafka, Supplier<FleetSimulator> simulator) {
        this.kafka = kafka;
        this.simulator = simulator;
    }

    @Override
    public Integer call() {
        positive("--devices", devices);
        positive("--readings", readings);
        FleetSimulator.Target target = target();
        FleetSimulator.Order order = new FleetSimulator.Order(devices, readings, seed, malformedShare, start, target);
        FleetSimulator found = simulator.get();
        return Failure.guard(
                spec,
                target.interpret(new Secrets()),
                () -> found.simulate(order, spec.commandLine().getOut()));
    }

    private FleetSimulator.Target target() {
        if (servers != null && topic != null) {
            return new FleetSimulator.Topic(
                    kafka.topic(servers, topic, io.vavr.collection.LinkedHashMap.ofAll(options), allowPlaintextPassword)
                            .getOrElseThrow(problems -> wrong(problems.mkString("--kafka: ", "; ", ""))),
                    io.vavr.control.Option.of(directory));
        }
        if (servers != null) {
            throw wrong("--kafka needs --topic T");
        }
        if (topic != null || !options.isEmpty() || allowPlaintextPassword) {
            throw wrong("--topic, --option and --allow-plaintext-password need --kafka SERVERS");
        }
        if (directory == null) {
            throw wrong("Give --dir DIR for files, or --kafka SERVERS --topic T for a topic");
        }
        return new FleetSimulator.Files(directory);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** What of a target must not be told. */
    private static final class Secrets implements FleetSimulator.Target.Algebra<Redaction> {
        @Override
        public Redaction files(FleetSimulator.Files target) {
            return Redaction.NONE;
        }

        @Override
        public Redaction topic(FleetSimulator.Topic target) {
            return new Redaction(target.topic().options().values());
        }
    }

    private void positive(String option, long value) {
        if (value < 1) {
            throw wrong(option + " is 1 or more, not " + value);
        }
    }
}
