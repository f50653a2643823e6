package io.vigie.bootstrap.launch;

import java.util.Map;

/**
 * A process that belongs to a platform: there the main class is called in the process of the Spark driver, which goes on
 * after it, and whose session others share. On Databricks it may end neither; see
 * <a href="https://docs.databricks.com/en/jobs/jar.html">JAR tasks</a>.
 */
public final class HostedProcess {

    /** Set on every cluster of Databricks. */
    private static final String DATABRICKS = "DATABRICKS_RUNTIME_VERSION";

    private HostedProcess() {}

    /** Whether this is one. */
    public static boolean isThis() {
        return isOne(System.getenv());
    }

    static boolean isOne(Map<String, String> environment) {
        return !environment.getOrDefault(DATABRICKS, "").isEmpty();
    }

    /** Ends the job with an exit status: a success by returning, all else by an exception. */
    public static void end(int status) {
        if (status != 0) {
            throw new JobFailed(status);
        }
    }

    /** What a platform takes for a job's failure. Its reason was told before, on standard error. */
    public static final class JobFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        JobFailed(int status) {
            super("vigie ended with status " + status + "; what went wrong is in the driver's log, on standard error");
        }
    }
}
