package io.vigie.application.review;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.history.DeviceScan;
import io.vigie.application.history.HistoryTerms;
import io.vigie.application.history.PastReading;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.RuleBook;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Runs one device's readings through both sets of rules, and compares. */
final class DeviceBacktest implements DeviceScan<DeviceOutcome> {

    private static final long serialVersionUID = 1;

    private final RuleBook rules;
    private final Option<RuleBook> against;
    private final HistoryTerms terms;
    private final long end;

    @SuppressWarnings("serial") // made anew where the scan arrives
    private transient @Nullable Fleets fleets;

    DeviceBacktest(RuleBook rules, Option<RuleBook> against, HistoryTerms terms, long end) {
        this.rules = rules;
        this.against = against;
        this.terms = terms;
        this.end = end;
    }

    private record Fleets(FleetMonitor now, Option<FleetMonitor> before) {}

    private synchronized Fleets fleets() {
        Fleets known = fleets;
        if (known == null) {
            known = new Fleets(
                    DeviceReplay.fleet(rules, terms), against.map(before -> DeviceReplay.fleet(before, terms)));
            fleets = known;
        }
        return known;
    }

    @Override
    public Option<DeviceOutcome> scan(DeviceId device, Iterator<PastReading> readings) {
        Fleets both = fleets();
        DeviceReplay now = new DeviceReplay(both.now, device);
        DeviceReplay before =
                both.before.map(fleet -> new DeviceReplay(fleet, device)).getOrNull();
        while (readings.hasNext()) {
            PastReading reading = readings.next();
            now.take(reading);
            if (before != null) {
                before.take(reading);
            }
        }
        Seq<PastAlarm> alarms = alarms(now);
        Seq<PastAlarm> alarmsBefore = before == null ? Vector.empty() : alarms(before);
        Lateness lateness = now.lateness();
        return Option.when(
                !alarms.isEmpty() || !alarmsBefore.isEmpty() || lateness.readings() > 0,
                () -> new DeviceOutcome(
                        alarms,
                        alarmsBefore,
                        before == null ? AlarmChanges.NONE : AlarmChanges.between(alarmsBefore, alarms),
                        lateness));
    }

    private Seq<PastAlarm> alarms(DeviceReplay replay) {
        replay.finish(end);
        return PastAlarm.of(replay.transitions());
    }
}
