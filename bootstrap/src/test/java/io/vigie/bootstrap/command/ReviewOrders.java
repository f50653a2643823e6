package io.vigie.bootstrap.command;

import io.vavr.control.Option;
import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.rule.RuleId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Takes down what a review is asked for. */
record ReviewOrders(List<Object> orders) implements HistoryReview {

    @Override
    public int backtest(
            RuleFile rules, Option<RuleFile> against, Readings readings, Option<Path> report, PrintWriter out) {
        orders.add(List.of(rules.file(), against.map(RuleFile::file), readings, report));
        return ExitStatus.DONE;
    }

    @Override
    public int explain(
            RuleFile rules,
            Function<RuleId, Option<String>> place,
            Readings readings,
            AlarmId alarm,
            PrintWriter out,
            PrintWriter err) {
        orders.add(List.of(place.apply(rules.rules().rules().head().id()), readings, alarm));
        return ExitStatus.FAILED_TEST;
    }
}
