package io.vigie.application.simulation;

import io.vavr.control.Option;
import io.vigie.domain.reading.RejectionReason;
import java.time.Instant;

/** The truth about a part of simulated telemetry, for those who want to know whether it was found. */
public sealed interface Label {

    /** Has the algebra interpret this label. */
    <R> R interpret(Algebra<R> algebra);

    /** One method a label. */
    interface Algebra<R> {
        R fault(Fault label);

        R badMessage(BadMessage label);
    }

    /**
     * A device went wrong.
     *
     * @param kind how
     * @param device which
     * @param metric which of its metrics; none for a silence
     * @param start the event time of the first reading that shows it; for a silence, of the last reading before
     * @param end the event time of the last reading that shows it; for a silence, of the first reading after
     * @param readings how many readings show it; none show a silence
     * @param complete false where the telemetry ended first
     * @param description a sentence for a person
     */
    record Fault(
            FaultKind kind,
            String device,
            Option<String> metric,
            Instant start,
            Instant end,
            int readings,
            boolean complete,
            String description)
            implements Label {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.fault(this);
        }
    }

    /**
     * A message that must be rejected. It comes beside a good one, never in place of it.
     *
     * @param number which message, from 0, in the order of delivery
     * @param device which device sent it, whatever the message says
     * @param metric what it was about
     * @param time the event time of the reading it garbles
     * @param reason why it must be rejected
     * @param description what is wrong with it, for a person
     */
    record BadMessage(
            long number, String device, String metric, Instant time, RejectionReason reason, String description)
            implements Label {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.badMessage(this);
        }
    }
}
