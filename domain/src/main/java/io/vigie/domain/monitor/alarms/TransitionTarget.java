package io.vigie.domain.monitor.alarms;

import io.vigie.domain.alarm.AlarmTransition;

/** Takes the transitions of a device's alarms as they are found, in their order. */
@FunctionalInterface
public interface TransitionTarget {

    /** Something happened to an alarm. */
    void transition(AlarmTransition transition);
}
