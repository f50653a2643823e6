package io.vigie.application.testrunner;

import io.vigie.domain.reading.SensorReading;

/** Looks on while readings are evaluated again, device by device. */
interface ReplayObserver {

    /** Another device begins. */
    void device(DeviceReplay device);

    /** A reading was just evaluated. */
    void reading(DeviceReplay device, SensorReading reading);

    /** The deadlines of one instant were just taken. */
    void deadlines(DeviceReplay device);
}
