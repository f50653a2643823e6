package io.vigie.application.plan;

import java.time.Duration;

/** When a batch runs. */
public sealed interface TriggerPlan {

    /** What a pipeline has that does not say. */
    TriggerPlan DEFAULT = new AvailableNow();

    /** Whether batches go on without end: then rules may change meanwhile, and the clock moves with the time that passes. */
    boolean goesOnInBatches();

    /** All that is there at the start, in as many batches as it takes; then the pipeline ends. */
    record AvailableNow() implements TriggerPlan {

        @Override
        public boolean goesOnInBatches() {
            return false;
        }
    }

    /** A batch at each interval, for ever; zero for one after the other. */
    record Every(Duration interval) implements TriggerPlan {

        @Override
        public boolean goesOnInBatches() {
            return true;
        }
    }

    /**
     * No batches: each message goes through as it comes, and progress is written down at each interval. Only for
     * outputs that need no state, from Kafka to Kafka.
     */
    record Continuous(Duration interval) implements TriggerPlan {

        @Override
        public boolean goesOnInBatches() {
            return false;
        }
    }
}
