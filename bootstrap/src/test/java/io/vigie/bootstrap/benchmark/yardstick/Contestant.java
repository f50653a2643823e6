package io.vigie.bootstrap.benchmark.yardstick;

import java.io.IOException;
import java.util.List;

/** Something that does the workloads in a process of its own. */
interface Contestant {

    /** What it is called in the figures; a word that may stand in names of directories and topics. */
    String name();

    /** The command that does a job, once everything that it needs is there. */
    List<String> prepare(Job job) throws IOException;
}
