package io.vigie.bootstrap.operation;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.TreeMap;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.LostRange;
import io.vigie.domain.rule.RuleId;

/** What a pipeline has come to since this process started it. */
record Totals(
        long batches,
        long readings,
        long late,
        long repeated,
        Map<String, Long> rejected,
        Map<String, Long> transitions,
        Map<String, Long> shadowTransitions,
        Map<RuleId, Long> startedAfresh,
        Map<String, Long> droppedWindows,
        long forgottenDevices,
        long unknownDevices,
        long windows,
        long uncounted,
        long violations,
        long headersLeftOut,
        long scatteredDevices,
        Seq<LostRange> lost,
        double seconds) {

    static final Totals NOTHING = new Totals(
            0,
            0,
            0,
            0,
            TreeMap.empty(),
            TreeMap.empty(),
            TreeMap.empty(),
            HashMap.empty(),
            TreeMap.empty(),
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            List.empty(),
            0);

    Totals with(BatchReport report) {
        return new Totals(
                batches + 1,
                readings + report.readings(),
                late + report.late(),
                repeated + report.repeated(),
                rejected.merge(report.rejected().mapKeys(reason -> reason.word()), Long::sum),
                transitions.merge(report.transitions(), Long::sum),
                shadowTransitions.merge(report.shadowTransitions(), Long::sum),
                startedAfresh.merge(report.startedAfresh(), Long::sum),
                droppedWindows.merge(report.droppedWindows(), Long::sum),
                forgottenDevices + report.forgottenDevices(),
                unknownDevices + report.unknownDevices(),
                windows + report.windows(),
                uncounted + report.uncounted(),
                violations + report.violations(),
                headersLeftOut + report.headersLeftOut(),
                scatteredDevices + report.scatteredDevices(),
                lost.appendAll(report.lost()),
                seconds + report.took().toNanos() / 1e9);
    }

    long rejectedInAll() {
        return rejected.values().sum().longValue();
    }

    /** How many messages were gone before they were read. */
    long lostInAll() {
        return lost.map(LostRange::count).sum().longValue();
    }

    long transitions(String word) {
        return transitions.getOrElse(word, 0L);
    }

    /** How many more alarms were raised than cleared. */
    long stillActive() {
        return transitions("raised") - transitions("cleared");
    }
}
