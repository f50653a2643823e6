package io.vigie.application.review;

import io.vavr.control.Option;
import io.vigie.application.history.DeviceScan;
import io.vigie.application.history.HistoryTerms;
import io.vigie.application.history.PastReading;
import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.RuleBook;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Looks for an alarm among those of a device. Its id tells neither the device nor the rule: all must be run. */
final class FindAlarm implements DeviceScan<PastAlarm> {

    private static final long serialVersionUID = 1;

    private final RuleBook rules;
    private final AlarmId alarm;
    private final HistoryTerms terms;
    private final long end;

    @SuppressWarnings("serial") // made anew where the scan arrives
    private transient @Nullable FleetMonitor fleet;

    FindAlarm(RuleBook rules, AlarmId alarm, HistoryTerms terms, long end) {
        this.rules = rules;
        this.alarm = alarm;
        this.terms = terms;
        this.end = end;
    }

    private synchronized FleetMonitor fleet() {
        FleetMonitor known = fleet;
        if (known == null) {
            known = DeviceReplay.fleet(rules, terms);
            fleet = known;
        }
        return known;
    }

    @Override
    public Option<PastAlarm> scan(DeviceId device, Iterator<PastReading> readings) {
        DeviceReplay replay = new DeviceReplay(fleet(), device);
        readings.forEachRemaining(replay::take);
        replay.finish(end);
        return PastAlarm.of(replay.transitions()).find(found -> found.id().equals(alarm));
    }
}
