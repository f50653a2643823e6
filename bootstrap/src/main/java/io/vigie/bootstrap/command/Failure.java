package io.vigie.bootstrap.command;

import io.vavr.collection.Seq;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.bootstrap.configuration.OneLine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.IntSupplier;
import picocli.CommandLine.Model.CommandSpec;

/** Errors of what was started, or was to be, told in one line each. */
final class Failure {

    private Failure() {}

    /**
     * Does the work.
     *
     * @return its status; {@link ExitStatus#USAGE} when a pipeline must not start, {@link ExitStatus#STOPPED} on any
     *     other error, which is told then
     */
    static int guard(CommandSpec spec, Redaction redaction, IntSupplier work) {
        PrintWriter err = spec.commandLine().getErr();
        try {
            return work.getAsInt();
        } catch (PipelineRefused e) {
            tell(String.valueOf(e.getMessage()), e, err, redaction);
            return ExitStatus.USAGE;
        } catch (PipelineFailed | UncheckedIOException e) {
            tell(String.valueOf(e.getMessage()), e, err, redaction);
            return ExitStatus.STOPPED;
        } catch (Throwable e) {
            tellUnexpected(e, err, redaction);
            return ExitStatus.STOPPED;
        }
    }

    /**
     * Tells what keeps the work from being started, a line each.
     *
     * @return {@link ExitStatus#USAGE}
     */
    static int refuse(CommandSpec spec, Seq<?> problems) {
        PrintWriter err = spec.commandLine().getErr();
        problems.forEach(problem -> err.println(OneLine.of(String.valueOf(problem))));
        err.flush();
        return ExitStatus.USAGE;
    }

    /** Tells an error that nobody foresaw. */
    static void tellUnexpected(Throwable error, PrintWriter err, Redaction redaction) {
        String what = error.getClass().getSimpleName() + (error.getMessage() == null ? "" : ": " + error.getMessage());
        tell(
                "unexpected error, " + what.strip()
                        + (debugging() ? "" : " (set VIGIE_DEBUG=1 to see where it came from)"),
                error,
                err,
                redaction);
    }

    /** In one line; where it came from only to those who ask with {@code VIGIE_DEBUG=1}. */
    private static void tell(String sentence, Throwable error, PrintWriter err, Redaction redaction) {
        err.println("vigie: " + OneLine.of(redaction.of(sentence)));
        if (debugging()) {
            StringWriter trace = new StringWriter();
            error.printStackTrace(new PrintWriter(trace));
            err.print(redaction.of(trace.toString()));
        }
        err.flush();
    }

    private static boolean debugging() {
        return Boolean.getBoolean("vigie.debug") || "1".equals(System.getenv("VIGIE_DEBUG"));
    }
}
