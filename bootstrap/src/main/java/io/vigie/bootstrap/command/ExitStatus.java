package io.vigie.bootstrap.command;

/** How the process ends. A signal ends it with 128 and the signal's number, which the Java runtime sees to. */
public final class ExitStatus {

    /** All was done. */
    public static final int DONE = 0;

    /** A test or an expectation failed. */
    public static final int FAILED_TEST = 1;

    /** The command line or a configuration file is wrong; nothing was started. */
    public static final int USAGE = 2;

    /** Something was started, and stopped on an error. */
    public static final int STOPPED = 3;

    private ExitStatus() {}
}
