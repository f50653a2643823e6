package io.vigie.application.review;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.history.HistoryExtent;
import io.vigie.application.history.HistoryTerms;

/**
 * What rules make of history.
 *
 * @param extent what was read
 * @param terms under what it was read
 * @param lateness what of it was late
 * @param tally the alarms, counted; of all of them
 * @param alarms the alarms themselves in the order of their raising: all, or the {@value #MOST_ALARMS} earliest
 * @param comparison what differs from other rules, where there were some to compare with
 * @param tracks how many metrics of devices there are with alarms to be drawn
 * @param timelines readings, limits and alarms to be drawn, as many as were asked for
 */
public record BacktestReport(
        HistoryExtent extent,
        HistoryTerms terms,
        Lateness lateness,
        AlarmTally tally,
        Seq<PastAlarm> alarms,
        Option<RuleComparison> comparison,
        long tracks,
        Seq<MetricTimeline> timelines) {

    /** The most alarms, and the most changes, that a report keeps; beyond, they are only counted. */
    public static final int MOST_ALARMS = 10_000;
}
