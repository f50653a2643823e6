package io.vigie.application.port.out;

import io.vavr.collection.Set;
import io.vavr.control.Option;
import io.vigie.application.history.DeviceScan;
import io.vigie.application.history.HistoryExtent;
import io.vigie.application.history.HistoryTerms;
import io.vigie.domain.reading.DeviceId;
import java.io.Serializable;
import java.util.function.Consumer;

/** Readings of the past within a span of event time, device by device, in the order of their arrival. */
public interface ReadingHistory {

    /** Under what they are taken again. */
    HistoryTerms terms();

    /** How much there is. */
    HistoryExtent extent();

    /**
     * Looks at every device's readings, each device once.
     *
     * @param devices whom to look at; none for everyone
     * @param scan looks at one device; it may be sent to where the readings are
     * @param found takes what is found, here and on one thread, in no particular order
     * @throws PipelineFailed when the readings cannot be read
     */
    <R extends Serializable> void scan(Option<Set<DeviceId>> devices, DeviceScan<R> scan, Consumer<R> found);
}
