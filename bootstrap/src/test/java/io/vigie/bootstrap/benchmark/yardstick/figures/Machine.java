package io.vigie.bootstrap.benchmark.yardstick.figures;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * The machine that is measured on.
 *
 * @param cores how many it has for this process
 * @param java the Java that runs, and runs the others
 * @param system the operating system
 * @param load how many processes wanted a core in the last minute; negative where the system does not tell
 */
public record Machine(int cores, String java, String system, double load) {

    /** Below it the machine does nothing else worth speaking of. */
    private static final double QUIET = 0.3;

    /** This one, now. */
    public static Machine now() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Whether it does other things, so that what is measured means little. */
    public boolean isBusy() {
        return load > QUIET * cores;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d cores, %s, %s, load average %s", cores, java, system, loadText());
    }

    private String loadText() {
        return load < 0 ? "not available" : String.format(Locale.ROOT, "%.2f", load);
    }
}
