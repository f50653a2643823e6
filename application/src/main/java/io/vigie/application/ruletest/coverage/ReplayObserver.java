package io.vigie.application.ruletest.coverage;

import io.vigie.domain.reading.SensorReading;

/** Looks on while readings are evaluated again, device by device. */
public interface ReplayObserver {

    /** Another device begins. */
    void device(StepwiseReplay device);

    /** A reading was just evaluated. */
    void reading(StepwiseReplay device, SensorReading reading);

    /** The deadlines of one instant were just taken. */
    void deadlines(StepwiseReplay device);
}
