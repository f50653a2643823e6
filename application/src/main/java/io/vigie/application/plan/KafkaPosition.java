package io.vigie.application.plan;

import io.vavr.collection.Map;
import java.time.Instant;

/** A place in Kafka topics, in each of their partitions. */
public sealed interface KafkaPosition {

    /** What comes of each kind of position. */
    <R> R interpret(Algebra<R> algebra);

    /** Something for each kind of position. */
    interface Algebra<R> {

        /** Of the oldest record. */
        R earliest(Earliest position);

        /** Of the end. */
        R latest(Latest position);

        /** Of offsets by topic and partition. */
        R offsets(Offsets position);

        /** Of one offset. */
        R offset(Offset position);

        /** Of partitions by their numbers. */
        R byPartition(ByPartition position);

        /** Of a time. */
        R time(Time position);
    }

    /** The oldest record that is there. */
    record Earliest() implements KafkaPosition {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.earliest(this);
        }
    }

    /** After the newest record that is there. */
    record Latest() implements KafkaPosition {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.latest(this);
        }
    }

    /**
     * These offsets, by topic and partition. {@link #EARLIEST} and {@link #LATEST} stand for the ends of a partition;
     * one that is not named starts at its earliest record, or ends at its latest.
     */
    record Offsets(Map<String, Map<Integer, Long>> offsets) implements KafkaPosition {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.offsets(this);
        }

        /** The oldest record of a partition. */
        public static final long EARLIEST = -2;

        /** After the newest record of a partition. */
        public static final long LATEST = -1;
    }

    /** The record at this offset, in each partition. */
    record Offset(long offset) implements KafkaPosition {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.offset(this);
        }
    }

    /** Single partitions of every topic, by their number, and all others. */
    record ByPartition(Map<Integer, KafkaPosition> partitions, KafkaPosition others) implements KafkaPosition {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.byPartition(this);
        }
    }

    /** The first record of each partition whose timestamp is this or later; where there is none, after the newest. */
    record Time(Instant from) implements KafkaPosition {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.time(this);
        }
    }
}
