package io.vigie.application.ruletest.coverage;

import io.vavr.collection.Seq;
import io.vigie.domain.alarm.Explanation.Evidence;

/** Looks on while messages are evaluated again, device by device. */
public interface ReplayObserver {

    /** Another device begins. */
    void device(StepwiseReplay device);

    /** An observation was just evaluated. */
    void observed(StepwiseReplay device, Seq<Evidence> readings);

    /** The deadlines of one instant were just taken. */
    void deadlines(StepwiseReplay device);
}
