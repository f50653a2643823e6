package io.vigie.bootstrap.simulation;

import io.vavr.control.Option;
import io.vigie.adapters.kafka.KafkaTelemetry;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.simulation.FleetSimulation;
import io.vigie.application.simulation.FleetSpec;
import io.vigie.application.simulation.SimulateFleet;
import io.vigie.application.simulation.SimulationSummary;
import io.vigie.application.simulation.WriteTelemetry;
import io.vigie.bootstrap.command.ExitStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Simulates into a Kafka topic. */
final class TopicSimulator {

    /** How long topics keep records unless they are told otherwise. */
    private static final Duration USUAL_RETENTION = Duration.ofDays(7);

    private TopicSimulator() {}

    static int simulate(FleetSpec fleet, SinkPlan.KafkaTopic topic, Option<Path> labels, PrintWriter out) {
        labels.flatMap(TelemetryDirectory::prepare).forEach(problem -> {
            throw new PipelineRefused(problem);
        });
        try (KafkaTelemetry telemetry = KafkaTelemetry.open(topic)) {
            String where = topic.topic() + " at " + topic.cluster().servers();
            SimulationReport.tell(simulate(fleet, telemetry, topic, labels), "topic " + where, out);
            out.println(labels.map(directory -> "  labels in " + directory.resolve(LabelFile.NAME))
                    .getOrElse("  labels not kept; give --dir DIR for them"));
            if (fleet.start().isBefore(Clock.systemUTC().instant().minus(USUAL_RETENTION))) {
                out.println(
                        "  the records are as old as their readings: brokers remove within minutes what is older than"
                                + " the topic's retention.ms, 7 days as a rule; set it to -1, or give a --start of these days");
            }
            out.flush();
            return ExitStatus.DONE;
        } catch (NoClassDefFoundError e) {
            throw new PipelineRefused(
                    "Kafka's client is not on the class path, " + e.getMessage()
                            + " is missing. Add spark-sql-kafka-0-10, with spark-submit by --packages.",
                    e);
        }
    }

    private static SimulationSummary simulate(
            FleetSpec fleet, WriteTelemetry telemetry, SinkPlan.KafkaTopic topic, Option<Path> labels) {
        if (labels.isEmpty()) {
            return simulate(fleet, new FleetSimulation(telemetry));
        }
        try (LabelledTelemetry labelled = new LabelledTelemetry(telemetry, topic.topic(), labels.get())) {
            return simulate(fleet, new FleetSimulation(labelled));
        }
    }

    private static SimulationSummary simulate(FleetSpec fleet, SimulateFleet simulation) {
        return simulation.simulate(fleet);
    }
}
