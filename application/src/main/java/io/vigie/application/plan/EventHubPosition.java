package io.vigie.application.plan;

import java.time.Instant;

/** A place in a partition of a hub. */
public sealed interface EventHubPosition {

    /** What comes of each kind of position. */
    <R> R interpret(Algebra<R> algebra);

    /** Something for each kind of position. */
    interface Algebra<R> {

        /** Of the oldest event. */
        R earliest(Earliest position);

        /** Of the end. */
        R latest(Latest position);

        /** Of a sequence number. */
        R sequenceNumber(SequenceNumber position);

        /** Of an offset. */
        R offset(Offset position);

        /** Of a time. */
        R enqueuedTime(EnqueuedTime position);
    }

    /** The oldest event that is there. */
    record Earliest() implements EventHubPosition {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.earliest(this);
        }
    }

    /** After the newest event that is there. */
    record Latest() implements EventHubPosition {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.latest(this);
        }
    }

    /** The event with this sequence number, which counts the events of its partition from 0. */
    record SequenceNumber(long number) implements EventHubPosition {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.sequenceNumber(this);
        }
    }

    /** The event at this offset, a text whose meaning is the service's own; the Kafka endpoint does not know it. */
    record Offset(String offset) implements EventHubPosition {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.offset(this);
        }
    }

    /** The first event that the service took at this time or later. */
    record EnqueuedTime(Instant from) implements EventHubPosition {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.enqueuedTime(this);
        }
    }
}
