package io.vigie.domain.monitor.alarms;

import io.vigie.domain.monitor.readings.MetricState;
import io.vigie.domain.monitor.readings.TimesOfTruth;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.expression.DeviceValues;
import io.vigie.domain.rule.expression.MetricPast;

/** What is remembered of one device for its alarms: the past of its metrics, and where its rules stand. */
public abstract class AlarmState implements DeviceValues {

    public final DeviceId device;

    /** No deadline is earlier than this. */
    public long nextDeadline = Long.MAX_VALUE;

    /** The time of the latest evaluation: spans end here. */
    public long now = Microseconds.NONE;

    /** How much later than they are measured the device's readings arrive: what is due at T is so at T and this. */
    public long lag;

    /** How long after its event time the clock takes what is due; {@link Microseconds#NONE} while readings do that. */
    public long clockDelay = Microseconds.NONE;

    /** Counts the observations of this run of the program: it tells which metrics are in the present one. */
    public int observation;

    public final MetricState[] metrics;

    /** When the conditions were true of which rules ask for how long. */
    public final TimesOfTruth[] truths;

    public final RuleState[] rules;

    protected AlarmState(DeviceId device, MetricState[] metrics, TimesOfTruth[] truths, RuleState[] rules) {
        this.device = device;
        this.metrics = metrics;
        this.truths = truths;
        this.rules = rules;
    }

    /** A deadline is to be expected. */
    void expect(long deadline) {
        if (deadline < nextDeadline) {
            nextDeadline = deadline;
        }
    }

    /** Whether a metric is in the present observation. */
    public boolean observes(int metric) {
        return metrics[metric].observation == observation;
    }

    @Override
    public double latest(int metric) {
        return metrics[metric].latest;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public double secondsTrue(int condition, long span) {
        return truths[condition].secondsIn(now, span);
    }

    @Override
    public MetricPast past(int metric) {
        return metrics[metric];
    }
}
