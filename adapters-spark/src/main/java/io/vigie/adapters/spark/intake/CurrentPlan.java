package io.vigie.adapters.spark.intake;

import java.io.Serializable;

/**
 * What the stages go by in the batch under way. Spark keeps the stages' functions for as long as the query runs, and
 * sends them to each task as they are then: so what is set between two batches holds for all tasks of the next.
 */
public final class CurrentPlan implements Serializable {

    private static final long serialVersionUID = 1;

    private volatile StagePlan plan;

    public CurrentPlan(StagePlan plan) {
        this.plan = plan;
    }

    public StagePlan get() {
        return plan;
    }

    public void set(StagePlan next) {
        plan = next;
    }
}
