package io.vigie.bootstrap.operation;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.application.port.out.ScatteredDevices;
import io.vigie.bootstrap.configuration.yaml.OneLine;
import io.vigie.domain.monitor.RuleChanges;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.window.WindowChanges;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import picocli.CommandLine;

/** Tells how a pipeline fares: on a terminal in one line that is written over, elsewhere in a line a batch. */
final class StatusLine implements PipelineObserver {

    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PipelinePlan plan;
    private final PrintStream err;
    private final boolean terminal;
    private final long started = System.nanoTime();
    private Totals totals = Totals.NOTHING;
    private boolean shown;

    private StatusLine(PipelinePlan plan, PrintStream err, boolean terminal) {
        this.plan = plan;
        this.err = err;
        this.terminal = terminal;
    }

    static StatusLine of(PipelinePlan plan, PrintStream err) {
        return new StatusLine(plan, err, CommandLine.Help.Ansi.AUTO.enabled());
    }

    @Override
    public synchronized void batchDone(BatchReport report) {
        report.startedAfresh()
                .filterKeys(rule -> !totals.startedAfresh().containsKey(rule))
                .forEach((rule, devices) -> tell("rule " + rule
                        + " starts afresh, as it has come to read something else; what was remembered for it was dropped for "
                        + CountText.of(devices, "device")
                        + " in batch " + report.number()));
        report.droppedWindows()
                .filterKeys(name -> !totals.droppedWindows().containsKey(name))
                .forEach((name, devices) -> tell("windows " + name
                        + " start afresh, as they were changed or removed; what was open of them was dropped for "
                        + CountText.of(devices, "device")
                        + " in batch " + report.number()));
        report.lost()
                .forEach(range -> tell(String.format(
                        Locale.ROOT, "%,d messages are gone that were not read: %s", range.count(), range)));
        if (isFirstSurplus(report)) {
            tell("readings of more metrics than limits.metricsPerDevice or of more devices than limits.devices are"
                    + " rejected as too_many, which names them: find out who invents names, or raise the limit");
        }
        totals = totals.with(report);
        String line = line(report);
        if (terminal) {
            err.print(CLEAR_LINE + line);
            err.flush();
            shown = true;
        } else {
            err.println(now() + " " + line);
        }
    }

    private boolean isFirstSurplus(BatchReport report) {
        return report.rejected().containsKey(RejectionReason.TOO_MANY)
                && !totals.rejected().containsKey(RejectionReason.TOO_MANY.word());
    }

    @Override
    public synchronized void manyEventDays(long batch, int days) {
        tell(String.format(
                Locale.ROOT,
                "batch %d has readings of %,d days, and a table of readings a file for each of them; where clocks are"
                        + " wrong, `time: { past: 366d }` rejects what is older",
                batch,
                days));
    }

    @Override
    public synchronized void devicesScattered(long batch, ScatteredDevices devices) {
        tell("batch " + batch + " has messages of " + CountText.of(devices.count(), "device")
                + " from more than one partition, whose order nobody knows, such as " + devices.device() + " from "
                + devices.parts().mkString(", ")
                + ": give messages the device's name as key, or set time.outOfOrder");
    }

    @Override
    public synchronized void sourceChanged(String change) {
        tell(change + "; it was opened again, and the pipeline goes on where it was");
    }

    @Override
    public synchronized void rulesChanged(RuleChanges changes) {
        tell("rules changed: " + changes);
    }

    @Override
    public synchronized void windowsChanged(WindowChanges changes) {
        tell("windows changed: " + changes);
    }

    @Override
    public synchronized void rulesRefused(Seq<String> problems) {
        tell("the rules cannot be used, the pipeline keeps those it has: " + problems.head());
        problems.tail().forEach(problem -> err.println(OneLine.of(problem)));
    }

    @Override
    public synchronized void rulesRepaired() {
        tell("the rules can be used again, they are those that the pipeline has");
    }

    /** Something that is not of a batch. */
    synchronized void tell(String event) {
        end();
        err.println(now() + " " + plan.name() + ": " + OneLine.of(event));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private String line(BatchReport report) {
        double seconds = Math.max(1e-9, report.took().toNanos() / 1e9);
        String lag = report.latestArrival()
                .map(arrival -> ", " + AgeText.of(Duration.between(arrival, Instant.now())) + " behind")
                .getOrElse("");
        return String.format(
                Locale.ROOT,
                "%s: batch %d, %,.0f readings/s, %,d readings, %,d late, %s%,d rejected, %,d alarms raised, %,d active%s%s%s%s",
                plan.name(),
                report.number(),
                report.readings() / seconds,
                totals.readings(),
                totals.late(),
                totals.repeated() == 0 ? "" : String.format(Locale.ROOT, "%,d repeated, ", totals.repeated()),
                totals.rejectedInAll(),
                totals.transitions("raised"),
                report.activeAlarms().getOrElse(totals::stillActive),
                totals.shadowTransitions().isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %,d raised by shadow rules",
                                totals.shadowTransitions().getOrElse("raised", 0L)),
                plan.writes(Output.VIOLATIONS)
                        ? String.format(Locale.ROOT, ", %,d violations", totals.violations())
                        : "",
                lag,
                new Backlog(report.backlog()).text());
    }

    /** What it all came to, in lines for a person. */
    synchronized Seq<String> summary() {
        end();
        double seconds = (System.nanoTime() - started) / 1e9;
        Seq<String> lines = List.of(
                String.format(
                        Locale.ROOT,
                        "%s: %,d readings in %,d batches, %.1f s, %,.0f readings/s",
                        plan.name(),
                        totals.readings(),
                        totals.batches(),
                        seconds,
                        totals.readings() / Math.max(1e-9, seconds)),
                String.format(
                        Locale.ROOT,
                        "  rejected %,d%s, late %,d%s",
                        totals.rejectedInAll(),
                        totals.rejected().isEmpty()
                                ? ""
                                : totals.rejected()
                                        .map(reason -> reason._1 + " " + CountText.of(reason._2))
                                        .mkString(" (", ", ", ")"),
                        totals.late(),
                        totals.repeated() == 0 ? "" : String.format(Locale.ROOT, ", repeated %,d", totals.repeated())),
                String.format(
                        Locale.ROOT,
                        "  alarms raised %,d, escalated %,d, deescalated %,d, cleared %,d",
                        totals.transitions("raised"),
                        totals.transitions("escalated"),
                        totals.transitions("deescalated"),
                        totals.transitions("cleared")));
        return lines.appendAll(windows())
                .appendAll(violations())
                .appendAll(forgotten())
                .appendAll(headersLeftOut())
                .appendAll(scattered())
                .appendAll(lost())
                .appendAll(shadows())
                .appendAll(totals.startedAfresh()
                        .toList()
                        .sortBy(rule -> rule._1.value())
                        .map(rule -> String.format(
                                Locale.ROOT, "  rule %s started afresh, for %,d devices", rule._1, rule._2)))
                .appendAll(totals.droppedWindows()
                        .toList()
                        .map(windows -> String.format(
                                Locale.ROOT, "  windows %s started afresh, for %,d devices", windows._1, windows._2)));
    }

    private Option<String> windows() {
        return Option.when(
                plan.writes(Output.WINDOWS),
                () -> String.format(Locale.ROOT, "  windows %,d, uncounted %,d", totals.windows(), totals.uncounted()));
    }

    private Option<String> violations() {
        return Option.when(
                plan.writes(Output.VIOLATIONS),
                () -> String.format(Locale.ROOT, "  violations %,d", totals.violations()));
    }

    private Option<String> forgotten() {
        return Option.when(
                totals.forgottenDevices() + totals.unknownDevices() > 0,
                () -> "  forgotten " + CountText.of(totals.forgottenDevices(), "device")
                        + (totals.unknownDevices() == 0
                                ? ""
                                : ", and nothing was remembered of "
                                        + CountText.of(totals.unknownDevices(), "device")
                                        + " to be forgotten"));
    }

    private Option<String> headersLeftOut() {
        return Option.when(
                totals.headersLeftOut() > 0,
                () -> String.format(
                        Locale.ROOT, "  headers too long, or too many, to be tags %,d", totals.headersLeftOut()));
    }

    private Option<String> scattered() {
        return Option.when(
                totals.scatteredDevices() > 0,
                () -> String.format(
                        Locale.ROOT,
                        "  devices with messages from more than one partition %,d, batch by batch",
                        totals.scatteredDevices()));
    }

    private Option<String> lost() {
        return Option.when(
                !totals.lost().isEmpty(),
                () -> String.format(
                                Locale.ROOT, "  lost %,d messages, gone before they were read: ", totals.lostInAll())
                        + totals.lost().mkString("; "));
    }

    private Option<String> shadows() {
        return Option.when(
                !totals.shadowTransitions().isEmpty(),
                () -> "  alarms of shadow rules "
                        + List.of("raised", "escalated", "deescalated", "cleared")
                                .map(word -> word + " "
                                        + CountText.of(
                                                totals.shadowTransitions().getOrElse(word, 0L)))
                                .mkString(", "));
    }

    /** Leaves the line that is written over, so that what comes next has one of its own. */
    synchronized void end() {
        if (shown) {
            err.println();
            shown = false;
        }
    }
}
