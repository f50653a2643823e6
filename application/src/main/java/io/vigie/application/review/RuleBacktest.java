package io.vigie.application.review;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.history.HistoryExtent;
import io.vigie.application.history.HistoryTerms;
import io.vigie.application.port.out.ReadingHistory;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.RuleBook;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Runs rules over a history. */
public final class RuleBacktest implements BacktestRules {

    private static final Comparator<PastAlarm> BY_RAISING = Comparator.comparing(PastAlarm::raisedAt)
            .thenComparing(alarm -> alarm.device())
            .thenComparing(alarm -> alarm.rule().value());

    private static final Comparator<AlarmChange> BY_TIME = Comparator.comparing(AlarmChange::since)
            .thenComparing(change -> change.alarm().device())
            .thenComparing(change -> change.alarm().rule().value())
            .thenComparing(AlarmChange::word);

    private final ReadingHistory history;

    /** Over this history. */
    public RuleBacktest(ReadingHistory history) {
        this.history = history;
    }

    @Override
    public BacktestReport backtest(BacktestOrder order) {
        HistoryExtent extent = history.extent();
        Findings findings = new Findings(order.rules(), order.against());
        HistoryTerms terms = history.terms();
        extent.clock(terms.time())
                .forEach(end -> history.scan(
                        Option.none(),
                        new DeviceBacktest(order.rules(), order.against(), terms, Microseconds.of(end)),
                        findings::add));
        BacktestReport report = findings.report(extent, terms);
        return order.timelines() == 0 ? report : new Drawing(history, order).drawn(report);
    }

    /** What is found, device by device. */
    private static final class Findings {

        private final Tallying now;
        private final Option<Tallying> before;
        private final Earliest<PastAlarm> alarms = new Earliest<>(BacktestReport.MOST_ALARMS, BY_RAISING);
        private final Earliest<AlarmChange> changes = new Earliest<>(BacktestReport.MOST_ALARMS, BY_TIME);
        private final Map<String, Long> changeCount = new HashMap<>();
        private long unchanged;
        private Lateness lateness = Lateness.NONE;

        Findings(RuleBook rules, Option<RuleBook> against) {
            now = new Tallying(rules);
            before = against.map(Tallying::new);
        }

        void add(DeviceOutcome outcome) {
            outcome.alarms().forEach(alarm -> {
                now.add(alarm);
                alarms.add(alarm);
            });
            before.forEach(tallying -> outcome.before().forEach(tallying::add));
            outcome.changes().changes().forEach(change -> {
                changeCount.merge(change.word(), 1L, Long::sum);
                changes.add(change);
            });
            unchanged += outcome.changes().unchanged();
            lateness = lateness.and(outcome.lateness());
        }

        BacktestReport report(HistoryExtent extent, HistoryTerms terms) {
            return new BacktestReport(
                    extent,
                    terms,
                    lateness,
                    now.tally(),
                    alarms.inOrder(),
                    before.map(tallying -> new RuleComparison(
                            tallying.tally(), changes.inOrder(), LinkedHashMap.ofAll(changeCount), unchanged)),
                    0,
                    Vector.empty());
        }
    }
}
