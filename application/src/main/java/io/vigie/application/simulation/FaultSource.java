package io.vigie.application.simulation;

/** Where a device's faults come from. */
interface FaultSource {

    /**
     * The device's next fault, {@link Episode#NEVER} when there is none.
     *
     * @param after not before this, in milliseconds from the fleet's start
     */
    Episode next(Device device, long after);
}
