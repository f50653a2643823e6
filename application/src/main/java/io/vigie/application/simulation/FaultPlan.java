package io.vigie.application.simulation;

import io.vavr.collection.Seq;

/** Which faults a fleet suffers. */
public sealed interface FaultPlan {

    /** Has the algebra interpret this plan. */
    <R> R interpret(Algebra<R> algebra);

    /** One method a plan. */
    interface Algebra<R> {
        R atRandom(AtRandom plan);

        R known(Known plan);
    }

    /** Faults of all kinds, now here, now there: about one a device each twelve hours, and a few in the shortest run. */
    record AtRandom() implements FaultPlan {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.atRandom(this);
        }
    }

    /** These and no others. Those of one device follow one another: one that would overlap starts when the other ends. */
    record Known(Seq<PlannedFault> faults) implements FaultPlan {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.known(this);
        }
    }
}
