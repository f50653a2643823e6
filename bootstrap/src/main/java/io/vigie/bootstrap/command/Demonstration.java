package io.vigie.bootstrap.command;

import java.io.PrintWriter;
import java.nio.file.Path;

/** Shows all there is at work: a simulated fleet, the shipped rules, the tables. */
@FunctionalInterface
public interface Demonstration {

    /**
     * Runs it.
     *
     * @param directory where its files and tables go
     * @param out where its results go
     * @return an {@link ExitStatus}
     */
    int show(Path directory, PrintWriter out);
}
