package io.vigie.bootstrap.review;

import io.vavr.control.Option;
import io.vigie.adapters.spark.files.FileHistory;
import io.vigie.application.history.HistoryExtent;
import io.vigie.application.history.HistoryTerms;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.port.out.ReadingHistory;
import io.vigie.application.review.AlarmInquiry;
import io.vigie.application.review.BacktestOrder;
import io.vigie.application.review.BacktestReport;
import io.vigie.application.review.BacktestRules;
import io.vigie.application.review.ExplainAlarm;
import io.vigie.application.review.RuleBacktest;
import io.vigie.bootstrap.command.ExitStatus;
import io.vigie.bootstrap.command.HistoryReview;
import io.vigie.bootstrap.pipeline.SparkHistories;
import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.rule.RuleId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Looks at small files in memory, at large ones and at Delta tables with Spark. */
public final class RuleReview implements HistoryReview {

    /** Files larger than this together go to Spark. */
    private static final long MOST_IN_MEMORY = 64 << 20;

    /** More would make the page slow to open. */
    private static final int MOST_TIMELINES = 40;

    @Override
    public int backtest(
            RuleFile rules, Option<RuleFile> against, Readings readings, Option<Path> page, PrintWriter out) {
        page.forEach(ReportFile::mustBeWritable);
        return look(readings, history -> {
            BacktestRules backtest = new RuleBacktest(history);
            BacktestReport report = backtest.backtest(new BacktestOrder(
                    rules.rules(), against.map(RuleFile::rules), page.isDefined() ? MOST_TIMELINES : 0));
            mustHaveReadings(report.extent(), readings);
            new BacktestText(rules, against, readings, out).print(report);
            page.forEach(file -> {
                ReportFile.write(file, BacktestPage.of(rules, against, readings, report));
                out.println();
                out.println("report in " + file);
            });
            out.flush();
            return ExitStatus.DONE;
        });
    }

    @Override
    public int explain(
            RuleFile rules,
            Function<RuleId, Option<String>> place,
            Readings readings,
            AlarmId alarm,
            PrintWriter out,
            PrintWriter err) {
        return look(readings, history -> {
            mustHaveReadings(history.extent(), readings);
            ExplainAlarm inquiry = new AlarmInquiry(history);
            return inquiry.explain(rules.rules(), alarm)
                    .map(story -> {
                        new StoryText(out).print(story, place.apply(story.rule().id()));
                        return ExitStatus.DONE;
                    })
                    .getOrElse(() -> {
                        err.println("vigie: the rules in " + rules.file() + " raise no alarm " + alarm + " over "
                                + readings.path() + ". The rules, --from and the readings must be those that raised it;"
                                + " backtest with the same options lists the alarms there are.");
                        err.flush();
                        return ExitStatus.FAILED_TEST;
                    });
        });
    }

    private static void mustHaveReadings(HistoryExtent extent, Readings readings) {
        if (extent.readings() == 0) {
            String bounds = readings.from().map(from -> " from " + from).getOrElse("")
                    + readings.to().map(to -> " before " + to).getOrElse("");
            throw new PipelineRefused("There are no readings in " + readings.path() + bounds + rejected(extent)
                    + ". Look at the path, at --payload, and at --from and --to.");
        }
    }

    private static String rejected(HistoryExtent extent) {
        return extent.rejectedInAll() == 0
                ? ""
                : String.format(Locale.ROOT, "; %,d messages could not be read", extent.rejectedInAll());
    }

    private static int look(Readings readings, ToIntFunction<ReadingHistory> work) {
        Option<String> local = LocalPath.of(readings.path());
        if (local.exists(path -> !LocalPath.isDeltaTable(path))) {
            HistoryTerms terms = readings.under(HistoryTerms.OF_FILES);
            FileHistory files = FileHistory.of(
                    new SourcePlan.JsonFiles(local.get()),
                    readings.payload(),
                    terms.time().future());
            if (files.bytes() <= MOST_IN_MEMORY) {
                return work.applyAsInt(LocalHistory.of(files, readings, terms));
            }
        }
        return SparkHistories.look(readings, work);
    }
}
