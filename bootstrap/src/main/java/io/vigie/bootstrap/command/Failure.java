package io.vigie.bootstrap.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.IntSupplier;
import picocli.CommandLine.Model.CommandSpec;

/** An error that nobody foresaw, told in one sentence. */
final class Failure {

    private Failure() {}

    /** Does the work; an error that comes out of it is told, and it counts as stopped. */
    static int guard(CommandSpec spec, Redaction redaction, IntSupplier work) {
        try {
            return work.getAsInt();
        } catch (Throwable e) {
            tell(e, spec.commandLine().getErr(), redaction);
            return ExitStatus.STOPPED;
        }
    }

    /** Tells the error; where it came from only to those who ask with {@code VIGIE_DEBUG=1}. */
    static void tell(Throwable error, PrintWriter err, Redaction redaction) {
        String what = error.getMessage() == null
                ? error.getClass().getSimpleName()
                : error.getClass().getSimpleName() + ": " + error.getMessage();
        err.println(redaction.of("vigie: stopped on an unexpected error, "
                + what.strip().replaceAll("\\s+", " ")
                + (debugging() ? "" : " (set VIGIE_DEBUG=1 to see where it came from)")));
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
