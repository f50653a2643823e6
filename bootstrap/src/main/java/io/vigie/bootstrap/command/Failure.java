package io.vigie.bootstrap.command;

import io.vavr.collection.Seq;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.bootstrap.configuration.yaml.OneLine;
import io.vigie.bootstrap.launch.StopSignal;
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
        return guard(spec, redaction, MemoryShortage.of(spec.name()), work);
    }

    /** The same of work that needs other memory. */
    static int guard(CommandSpec spec, Redaction redaction, MemoryShortage shortage, IntSupplier work) {
        Thread.UncaughtExceptionHandler others = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(shortage.orElse(others));
        try {
            return work.getAsInt();
        } catch (Throwable e) {
            if (StopSignal.hasCome()) {
                StopSignal.awaitEnd();
            }
            return told(e, spec.commandLine().getErr(), redaction, shortage);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(others);
        }
    }

    private static int told(Throwable failure, PrintWriter err, Redaction redaction, MemoryShortage shortage) {
        if (MemoryShortage.isIn(failure)) {
            tell(shortage.sentence(), failure, err, redaction);
            return ExitStatus.STOPPED;
        }
        if (failure instanceof PipelineRefused) {
            tell(String.valueOf(failure.getMessage()), failure, err, redaction);
            return ExitStatus.USAGE;
        }
        if (failure instanceof PipelineFailed || failure instanceof UncheckedIOException) {
            tell(String.valueOf(failure.getMessage()), failure, err, redaction);
        } else {
            tellUnexpected(failure, err, redaction);
        }
        return ExitStatus.STOPPED;
    }

    /**
     * Tells what went wrong outside of all work that is guarded.
     *
     * @return {@link ExitStatus#STOPPED} where memory ran out, else {@link ExitStatus#USAGE}
     */
    static int beforeAnything(Throwable failure, PrintWriter err) {
        if (MemoryShortage.isIn(failure)) {
            return told(failure, err, Redaction.NONE, MemoryShortage.of("itself"));
        }
        tellUnexpected(failure, err, Redaction.NONE);
        return ExitStatus.USAGE;
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
    private static void tellUnexpected(Throwable error, PrintWriter err, Redaction redaction) {
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
