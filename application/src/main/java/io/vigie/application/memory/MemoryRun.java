package io.vigie.application.memory;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.window.WindowResult;
import java.util.ArrayList;
import java.util.List;

/**
 * All that came of telemetry.
 *
 * @param readings the valid readings, in the order of their arrival
 * @param transitions what happened to alarms, in the order it was found: arrival by arrival, at the end device by device
 * @param rejected what was not taken, in the order of its arrival
 * @param windows the windows that were complete, in the order it was found
 * @param uncounted how often a reading came too late for a window that it belongs to
 */
public record MemoryRun(
        Seq<MonitoredReading> readings,
        Seq<AlarmTransition> transitions,
        Seq<RejectedTelemetry> rejected,
        Seq<WindowResult> windows,
        long uncounted) {

    /** The transitions by event time, those of one instant in the order they were found. */
    public Seq<AlarmTransition> transitionsByEventTime() {
        return transitions.sortBy(transition -> transition.occasion().eventTime());
    }

    /** The run in numbers. */
    public TelemetryCounts counts() {
        return new TelemetryCounts(
                readings.size(),
                readings.count(MonitoredReading::late),
                readings.count(MonitoredReading::repeated),
                rejected.groupBy(RejectedTelemetry::reason).mapValues(each -> (long) each.size()),
                transitions.groupBy(AlarmTransition::word).mapValues(each -> (long) each.size()),
                windows.size(),
                uncounted);
    }

    /** Gathers a run. */
    static final class Gathering implements TelemetryListener {

        private final List<MonitoredReading> readings = new ArrayList<>();
        private final List<AlarmTransition> transitions = new ArrayList<>();
        private final List<RejectedTelemetry> rejected = new ArrayList<>();
        private final List<WindowResult> windows = new ArrayList<>();
        private long uncounted;

        @Override
        public void reading(MonitoredReading reading) {
            readings.add(reading);
        }

        @Override
        public void transition(AlarmTransition transition) {
            transitions.add(transition);
        }

        @Override
        public void rejected(RejectedTelemetry telemetry) {
            rejected.add(telemetry);
        }

        @Override
        public void window(WindowResult window) {
            windows.add(window);
        }

        @Override
        public void uncounted(long more) {
            uncounted += more;
        }

        MemoryRun gathered() {
            return new MemoryRun(
                    Vector.ofAll(readings),
                    Vector.ofAll(transitions),
                    Vector.ofAll(rejected),
                    Vector.ofAll(windows),
                    uncounted);
        }
    }
}
