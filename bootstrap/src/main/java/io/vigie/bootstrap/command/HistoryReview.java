package io.vigie.bootstrap.command;

import io.vavr.control.Option;
import io.vigie.application.history.HistoryTerms;
import io.vigie.application.history.TimePolicyText;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;

/** Looks at readings of the past with the eyes of rules. */
public interface HistoryReview {

    /**
     * Which readings to look at.
     *
     * @param path a Delta table of readings, by its path or by {@link #TABLE} and its name, or files, directories or globs
     *     of JSON lines
     * @param payload what the messages in files are like
     * @param from the first event time, where there is a bound
     * @param to the event time at which to stop, itself not included, where there is a bound
     * @param time what is other than the readings' own time policy says, as {@link TimePolicyText} reads it, if anything
     */
    record Readings(String path, PayloadFormat payload, Option<Instant> from, Option<Instant> to, Option<String> time) {

        /** What stands before the name of a table. */
        public static final String TABLE = "table:";

        /** The terms that they are taken under, by those that they have themselves. */
        public HistoryTerms under(HistoryTerms own) {
            return time.flatMap(text -> TimePolicyText.parse(text, own.time()).toOption())
                    .map(own::time)
                    .getOrElse(own);
        }
    }

    /**
     * Rules and where they stand.
     *
     * @param file their file
     * @param rules the rules
     */
    record RuleFile(Path file, RuleBook rules) {}

    /**
     * Runs rules over the readings.
     *
     * @param against the rules to compare with, if any
     * @param report where to write a page, if anywhere
     * @return an {@link ExitStatus}
     */
    int backtest(RuleFile rules, Option<RuleFile> against, Readings readings, Option<Path> report, PrintWriter out);

    /**
     * Tells why an alarm was raised.
     *
     * @param place where in the file the rule of an id stands, as {@code file:line}
     * @return an {@link ExitStatus}
     */
    int explain(
            RuleFile rules,
            java.util.function.Function<RuleId, Option<String>> place,
            Readings readings,
            AlarmId alarm,
            PrintWriter out,
            PrintWriter err);
}
