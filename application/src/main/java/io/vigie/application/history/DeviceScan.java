package io.vigie.application.history;

import io.vavr.control.Option;
import io.vigie.domain.reading.DeviceId;
import java.io.Serializable;
import java.util.Iterator;

/**
 * What is to be found out from one device's readings. It may run in another process than the one that asks, for
 * several devices at once, so it holds nothing that changes.
 *
 * @param <R> what is found
 */
@FunctionalInterface
public interface DeviceScan<R extends Serializable> extends Serializable {

    /**
     * Looks at a device's readings.
     *
     * @param readings in the order of their arrival, late and repeated ones as well; to be read once, now
     * @return what was found, if anything
     */
    Option<R> scan(DeviceId device, Iterator<PastReading> readings);
}
