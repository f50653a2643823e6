package io.vigie.application.review;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.port.out.ReadingHistory;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;
import java.util.ArrayList;
import java.util.Comparator;

/** Gathers what there is to draw of a backtest: the metrics with the most changes, then with the most alarms. */
final class Drawing {

    private final ReadingHistory history;
    private final BacktestOrder order;

    Drawing(ReadingHistory history, BacktestOrder order) {
        this.history = history;
        this.order = order;
    }

    private record Track(DeviceId device, Metric metric) {}

    /** The report with its timelines. */
    BacktestReport drawn(BacktestReport report) {
        Seq<PastAlarm> before = alarmsBefore(report);
        Map<Track, Integer> weights = HashMap.empty();
        weights = weigh(weights, report.alarms(), order.rules(), 1);
        weights = weigh(weights, before, order.against().getOrElse(RuleBook.EMPTY), 1);
        for (AlarmChange change : report.comparison().toList().flatMap(RuleComparison::changes)) {
            // A change counts more than any number of alarms that are the same.
            weights = weigh(weights, change.after().toList(), order.rules(), BacktestReport.MOST_ALARMS);
            weights = weigh(
                    weights,
                    change.before().toList(),
                    order.against().getOrElse(RuleBook.EMPTY),
                    BacktestReport.MOST_ALARMS);
        }
        Seq<Track> chosen = weights.toVector()
                .sorted(Comparator.comparing((Tuple2<Track, Integer> weight) -> -weight._2)
                        .thenComparing(weight -> weight._1.device)
                        .thenComparing(weight -> weight._1.metric))
                .map(Tuple2::_1)
                .take(order.timelines());
        Map<Track, DeviceSeries.Drawn> drawn = draw(report, chosen);
        return new BacktestReport(
                report.extent(),
                report.terms(),
                report.lateness(),
                report.tally(),
                report.alarms(),
                report.comparison(),
                weights.size(),
                chosen.flatMap(track -> drawn.get(track)
                        .filter(series -> series.readings() > 0)
                        .map(series -> timeline(track, series, report, before))));
    }

    /** Under the rules of before, what is not told among the changes is as it is now. */
    private static Seq<PastAlarm> alarmsBefore(BacktestReport report) {
        return report.comparison()
                .map(comparison -> {
                    var different = comparison
                            .changes()
                            .flatMap(AlarmChange::after)
                            .map(PastAlarm::id)
                            .toSet();
                    return report.alarms()
                            .reject(alarm -> different.contains(alarm.id()))
                            .appendAll(comparison.changes().flatMap(AlarmChange::before));
                })
                .getOrElse(Vector.empty());
    }

    private static Map<Track, Integer> weigh(
            Map<Track, Integer> weights, Seq<PastAlarm> alarms, RuleBook rules, int weight) {
        return alarms.flatMap(alarm -> rules.rule(alarm.rule())
                        .toList()
                        .flatMap(Reads::metricsOf)
                        .map(metric -> new Track(alarm.device(), metric)))
                .foldLeft(weights, (sum, track) -> sum.put(track, sum.getOrElse(track, 0) + weight));
    }

    private Map<Track, DeviceSeries.Drawn> draw(BacktestReport report, Seq<Track> chosen) {
        java.util.List<DeviceSeries.Drawn> found = new ArrayList<>();
        if (!chosen.isEmpty()) {
            history.scan(
                    Option.some(chosen.map(Track::device).toSet()),
                    new DeviceSeries(
                            chosen.groupBy(Track::device)
                                    .mapValues(
                                            tracks -> tracks.map(Track::metric).toSet()),
                            Microseconds.of(report.extent().first().get()),
                            Microseconds.of(report.extent().last().get())),
                    series -> series.metrics().forEach(found::add));
        }
        return HashMap.ofEntries(Vector.ofAll(found)
                .map(each -> Tuple.of(new Track(each.device(), each.metric()), each)));
    }

    private MetricTimeline timeline(
            Track track, DeviceSeries.Drawn series, BacktestReport report, Seq<PastAlarm> before) {
        return new MetricTimeline(
                track.device,
                track.metric,
                series.unit(),
                series.readings(),
                series.points(),
                limits(track),
                of(track, report.alarms(), order.rules()),
                of(track, before, order.against().getOrElse(RuleBook.EMPTY)));
    }

    private Seq<MetricTimeline.Limit> limits(Track track) {
        Seq<MetricTimeline.Limit> now = limits(track, order.rules(), false);
        Seq<MetricTimeline.Limit> before = limits(track, order.against().getOrElse(RuleBook.EMPTY), true)
                .reject(limit -> now.exists(other -> other.rule().equals(limit.rule())
                        && other.severity() == limit.severity()
                        && other.text().equals(limit.text())));
        return now.appendAll(before);
    }

    private static Seq<MetricTimeline.Limit> limits(Track track, RuleBook rules, boolean before) {
        return rules.matching(track.device.value()).flatMap(rule -> RuleLimits.of(rule, track.metric, before));
    }

    private static Seq<PastAlarm> of(Track track, Seq<PastAlarm> alarms, RuleBook rules) {
        List<RuleId> reading = rules.rules()
                .filter(rule -> Reads.metricsOf(rule).contains(track.metric))
                .map(Rule::id)
                .toList();
        return alarms.filter(alarm -> alarm.device().equals(track.device) && reading.contains(alarm.rule()));
    }
}
