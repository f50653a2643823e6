package io.vigie.application.port.out;

import io.vavr.collection.Set;
import io.vigie.domain.reading.DeviceId;

/** Devices that somebody wants a pipeline to forget, while it runs or before. */
public interface DevicesToForget {

    /** Between two batches: whether the next has something to forget. */
    boolean areLeft();

    /** A batch begins, and no task of it has run: the devices that it is to forget; the same where it is repeated. */
    Set<DeviceId> batchBegins(long batch);

    /** The batch under way had nothing to do by which it could forget them: a later one does. */
    void stay();
}
