package io.vigie.bootstrap.command;

import io.vavr.control.Option;
import io.vigie.application.plan.SinkPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;

/** Writes telemetry of a made-up fleet with known faults. */
@FunctionalInterface
public interface FleetSimulator {

    /**
     * What to write; the same order gives the same bytes.
     *
     * @param devices how many devices, 1 or more
     * @param readings how many readings of all devices together, 1 or more
     * @param seed what the telemetry is drawn from
     * @param malformedShare which share of the messages is bad, 0 to 1
     * @param start the event time that the telemetry starts at
     * @param target where it goes
     */
    record Order(int devices, long readings, long seed, double malformedShare, Instant start, Target target) {}

    /** Where telemetry goes. */
    sealed interface Target {

        /** Has the algebra interpret this target. */
        <R> R interpret(Algebra<R> algebra);

        /** One method a target. */
        interface Algebra<R> {
            R files(Files target);

            R topic(Topic target);
        }
    }

    /**
     * Files of JSON lines, and one of labels.
     *
     * @param directory where they go
     */
    record Files(Path directory) implements Target {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.files(this);
        }
    }

    /**
     * A Kafka topic.
     *
     * @param topic which
     * @param labels the directory for a file of labels; without one there are none
     */
    record Topic(SinkPlan.KafkaTopic topic, Option<Path> labels) implements Target {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.topic(this);
        }
    }

    /**
     * Writes it.
     *
     * @param out where the results go
     * @return an {@link ExitStatus}
     */
    int simulate(Order order, PrintWriter out);
}
