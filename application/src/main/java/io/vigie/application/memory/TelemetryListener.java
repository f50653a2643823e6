package io.vigie.application.memory;

import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.windows.WindowTarget;

/** Is told what comes of telemetry, on the thread that hands it in. What a listener does not override passes it by. */
public interface TelemetryListener extends WindowTarget {

    /**
     * A valid reading has arrived. What was due by its arrival was told before; what comes of it is told once all its
     * message's readings are, or later, where it has to wait for earlier ones.
     */
    default void reading(MonitoredReading reading) {}

    /** Something happened to an alarm. */
    default void transition(AlarmTransition transition) {}

    /** A message or a reading is not taken. One that is too late is told as a {@link #reading} as well. */
    default void rejected(RejectedTelemetry rejected) {}
}
