package io.vigie.bootstrap.review;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.explanation.ExplanationText;
import io.vigie.application.explanation.JsonText;
import io.vigie.application.history.HistoryExtent;
import io.vigie.application.history.TimePolicyText;
import io.vigie.application.review.AlarmChange;
import io.vigie.application.review.AlarmTally;
import io.vigie.application.review.BacktestReport;
import io.vigie.application.review.Lateness;
import io.vigie.application.review.MetricTimeline;
import io.vigie.application.review.PastAlarm;
import io.vigie.application.review.RuleComparison;
import io.vigie.bootstrap.command.HistoryReview.Readings;
import io.vigie.bootstrap.command.HistoryReview.RuleFile;
import io.vigie.domain.alarm.AlarmTransition;
import java.util.function.Consumer;

/** A backtest as a page: what it found as JSON, for the page's script to lay out. */
final class BacktestPage {

    private static final int MOST_DEVICES = 50;

    private final JsonText json = new JsonText();
    private final BacktestReport report;
    private final Option<RuleComparison> comparison;

    private BacktestPage(BacktestReport report) {
        this.report = report;
        comparison = report.comparison();
    }

    static String of(RuleFile rules, Option<RuleFile> against, Readings readings, BacktestReport report) {
        return PageFrame.around(new BacktestPage(report).data(rules, against, readings));
    }

    private String data(RuleFile rules, Option<RuleFile> against, Readings readings) {
        json.open('{').name("rules").string(rules.file().toString());
        against.forEach(file -> json.name("against").string(file.file().toString()));
        json.name("path").string(readings.path());
        json.name("time").string(TimePolicyText.print(report.terms().time()));
        list("remarks", report.terms().remarks(), json::string);
        extent(report.extent(), report.lateness());
        tally("now", report.tally());
        comparison.forEach(this::comparison);
        AlarmTally now = report.tally();
        Option<AlarmTally> before = comparison.map(RuleComparison::before);
        Seq<Row> devices =
                rows(now.byDevice(), before.map(AlarmTally::byDevice)).sortBy(row -> -Math.max(row.now, row.before));
        rows("byRule", rows(now.byRule(), before.map(AlarmTally::byRule)));
        rows("byDay", rows(now.byDay(), before.map(AlarmTally::byDay)).sortBy(Row::name));
        rows("byDevice", devices.take(MOST_DEVICES));
        json.name("devices").number(devices.size());
        list("alarms", report.alarms(), this::alarm);
        json.name("stretches").number(MetricTimeline.STRETCHES);
        json.name("tracks").number(report.tracks());
        list("timelines", report.timelines(), this::timeline);
        return json.close('}').toString();
    }

    private void extent(HistoryExtent extent, Lateness lateness) {
        json.name("extent").open('{');
        json.name("readings").number(extent.readings());
        json.name("devices").number(extent.devices());
        extent.first().forEach(first -> json.name("first").time(first));
        extent.last().forEach(last -> json.name("last").time(last));
        json.name("late").number(lateness.readings());
        json.name("rejected").number(extent.rejectedInAll()).close('}');
    }

    private void tally(String name, AlarmTally tally) {
        json.name(name).open('{');
        json.name("alarms").number(tally.alarms());
        json.name("active").number(tally.active());
        BacktestText.TRANSITIONS.forEach(word -> json.name(word).number(tally.transitions(word)));
        json.close('}');
    }

    private void comparison(RuleComparison found) {
        tally("before", found.before());
        json.name("counts").open('{');
        json.name("new").number(found.count("new"));
        json.name("gone").number(found.count("gone"));
        json.name("changed").number(found.count("changed"));
        json.name("unchanged").number(found.unchanged()).close('}');
        list("changes", found.changes(), this::change);
    }

    private record Row(String name, long now, long before) {}

    private static <K> Seq<Row> rows(Map<K, Long> now, Option<? extends Map<K, Long>> before) {
        Map<K, Long> earlier = before.<Map<K, Long>>map(counts -> counts).getOrElse(LinkedHashMap.empty());
        return now.keySet()
                .toVector()
                .appendAll(earlier.keySet())
                .distinct()
                .map(key -> new Row(key.toString(), now.getOrElse(key, 0L), earlier.getOrElse(key, 0L)));
    }

    private void rows(String name, Seq<Row> rows) {
        list(
                name,
                rows,
                row -> json.open('{')
                        .name("name")
                        .string(row.name)
                        .name("now")
                        .number(row.now)
                        .name("before")
                        .number(row.before)
                        .close('}'));
    }

    private void change(AlarmChange change) {
        json.open('{').name("kind").string(change.word());
        json.name("rule").string(change.alarm().rule().value());
        json.name("device").string(change.alarm().device().value());
        list("differences", change.differences(), json::string);
        change.before().forEach(before -> {
            json.name("before");
            alarm(before);
        });
        change.after().forEach(after -> {
            json.name("after");
            alarm(after);
        });
        json.close('}');
    }

    private void alarm(PastAlarm alarm) {
        json.open('{').name("id").string(alarm.id().value());
        json.name("rule").string(alarm.rule().value());
        json.name("device").string(alarm.device().value());
        json.name("severity").string(alarm.gravest().word());
        alarm.clearedAt().forEach(cleared -> json.name("cleared").time(cleared));
        list("transitions", alarm.transitions(), this::transition);
        json.close('}');
    }

    private void transition(AlarmTransition transition) {
        json.open('{').name("at").time(transition.occasion().eventTime());
        json.name("what").string(transition.word());
        json.name("severity").string(transition.severity().word());
        json.name("message").string(transition.occasion().message());
        json.name("why").string(ExplanationText.of(transition)).close('}');
    }

    private void timeline(MetricTimeline timeline) {
        json.open('{').name("device").string(timeline.device().value());
        json.name("metric").string(timeline.metric().name());
        timeline.unit().forEach(unit -> json.name("unit").string(unit));
        json.name("readings").number(timeline.readings());
        list("times", timeline.points(), point -> json.number(point.time().toEpochMilli()));
        list("values", timeline.points(), point -> json.number(point.value()));
        list("limits", timeline.limits(), this::limit);
        list("alarms", timeline.alarms(), this::spans);
        list("before", timeline.alarmsBefore(), this::spans);
        json.close('}');
    }

    private void limit(MetricTimeline.Limit limit) {
        json.open('{').name("rule").string(limit.rule().value());
        json.name("severity").string(limit.severity().word());
        json.name("value").number(limit.value());
        json.name("text").string(limit.text());
        json.name("latest").truth(limit.latest());
        json.name("before").truth(limit.before()).close('}');
    }

    /** The alarm between its transitions: each stretch of one severity. */
    private void spans(PastAlarm alarm) {
        Seq<AlarmTransition> transitions = alarm.transitions();
        json.open('{').name("spans").open('[');
        for (int i = 0; i < transitions.size(); i++) {
            AlarmTransition begin = transitions.get(i);
            if (!begin.word().equals("cleared")) {
                json.open('{').name("from").number(begin.occasion().eventTime().toEpochMilli());
                if (i + 1 < transitions.size()) {
                    json.name("to")
                            .number(transitions
                                    .get(i + 1)
                                    .occasion()
                                    .eventTime()
                                    .toEpochMilli());
                }
                json.name("severity").string(begin.severity().word()).close('}');
            }
        }
        json.close(']').close('}');
    }

    private <T> void list(String name, Seq<T> items, Consumer<T> write) {
        json.name(name).open('[');
        items.forEach(write);
        json.close(']');
    }
}
