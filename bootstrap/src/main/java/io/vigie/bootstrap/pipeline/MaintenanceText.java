package io.vigie.bootstrap.pipeline;

import io.vavr.control.Option;
import io.vigie.application.maintenance.CheckpointFigures;
import io.vigie.application.maintenance.CheckpointReport;
import io.vigie.application.maintenance.Effect;
import io.vigie.application.maintenance.MaintenanceOrder;
import io.vigie.application.maintenance.StepReport;
import io.vigie.application.maintenance.TableFigures;
import io.vigie.application.maintenance.TableReport;
import io.vigie.application.maintenance.TableStep;
import io.vigie.application.plan.Output;
import io.vigie.bootstrap.operation.AgeText;
import io.vigie.bootstrap.operation.CountText;
import io.vigie.domain.text.DurationText;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What was done to tables, or would be, in lines for a person. */
final class MaintenanceText {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private final MaintenanceOrder order;
    private final PrintWriter out;

    MaintenanceText(MaintenanceOrder order, PrintWriter out) {
        this.order = order;
        this.out = out;
    }

    void table(TableReport report) {
        Output output = report.table().output();
        out.println(output.word() + " " + report.table().text());
        report.before()
                .peekLeft(problem -> out.println("  " + problem))
                .forEach(before -> out.println("  "
                        + before.map(figures -> standing(figures, report.after()))
                                .getOrElse("no table there yet")));
        report.steps().map(this::line).filter(line -> !line.isEmpty()).forEach(line -> out.println("  " + line));
        report.after()
                .orElse(report.before().getOrElse(Option.none()))
                .forEach(figures -> figures.warnings().forEach(warning -> out.println("  beware: " + warning)));
        out.flush();
    }

    private static String standing(TableFigures before, Option<TableFigures> after) {
        TableFigures now = after.getOrElse(before);
        return now.equals(before)
                ? "version " + before.version() + ", " + CountText.of(before.files(), "file") + ", "
                        + size(before.bytes())
                : "version " + before.version() + " to " + now.version() + ", " + CountText.of(before.files()) + " to "
                        + CountText.of(now.files(), "file") + ", " + size(before.bytes()) + " to " + size(now.bytes());
    }

    private String line(StepReport report) {
        return report.outcome()
                .fold(
                        problem -> "not done: " + problem,
                        effect -> effect.equals(Effect.NOTHING)
                                ? ""
                                : report.step().interpret(new Line(effect, order.rehearsal())));
    }

    /** A step that came to something. */
    private record Line(Effect effect, boolean rehearsal) implements TableStep.Algebra<String> {

        @Override
        public String expire(TableStep.Expire step) {
            return done("deleted ") + CountText.of(effect.rows(), "row") + " of before "
                    + step.before().truncatedTo(ChronoUnit.SECONDS);
        }

        @Override
        public String compact(TableStep.Compact step) {
            return done("compacted ") + CountText.of(effect.files(), "file") + " of " + size(effect.bytes()) + " into "
                    + CountText.of(effect.replacements());
        }

        @Override
        public String vacuum(TableStep.Vacuum step) {
            return done("removed ") + CountText.of(effect.files(), "file") + weighing() + " that nobody has needed for "
                    + DurationText.print(step.how().after());
        }

        @Override
        public String trimLog(TableStep.TrimLog step) {
            return done("removed ") + CountText.of(effect.files(), "file") + weighing() + " of its old log";
        }

        private String weighing() {
            return effect.bytes() == 0 ? "" : " of " + size(effect.bytes());
        }

        private String done(String what) {
            return rehearsal ? "would have " + what : what;
        }
    }

    void checkpoint(CheckpointReport report) {
        out.println("checkpoint " + report.location());
        out.println("  " + report.figures().map(this::figures).getOrElse("no checkpoint there yet"));
        switch (report.fate()) {
            case KEPT -> {}
            case EXPIRED ->
                out.println("  beware: the pipeline has not come on for longer than "
                        + order.plan().idle().map(DurationText::print).getOrElse("")
                        + ". What it had still to read may be gone from its source by now. Start it again soon; or, when it"
                        + " is not to go on, delete its checkpoint with --expire-checkpoint");
            case DELETED ->
                out.println(
                        "  " + (order.rehearsal() ? "would have deleted it" : "deleted")
                                + ": the pipeline cannot go on. Its tables stay; a pipeline that is to write them needs another name");
        }
        out.flush();
    }

    private String figures(CheckpointFigures figures) {
        return figures.lastBatch()
                        .map(batch -> "batch " + CountText.of(batch) + " done")
                        .getOrElse("no batch done")
                + figures.lastProgress()
                        .map(last -> ", last written " + AgeText.of(Duration.between(last, order.now())) + " ago")
                        .getOrElse("")
                + ", " + CountText.of(figures.files(), "file") + ", " + size(figures.bytes())
                + (figures.seenFiles() == 0
                        ? ""
                        : ", of which " + size(figures.seenFiles()) + " list the input files that were read");
    }

    static String size(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }
}
