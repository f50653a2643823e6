package io.vigie.bootstrap.launch;

import com.sun.jna.Library;
import com.sun.jna.Native;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Starts this process over, in its place, with what its jar's manifest cannot ask for. It stays the same process to
 * whoever started it: the same id, streams, environment and signals. Where that cannot be done, on another system, another
 * Java or without the archive, it goes on as it is, only slower.
 */
public final class FastStart {

    /** Says that the process has been started over, or, set to false by whoever runs it, that it shall not be. */
    private static final String STARTED_OVER = "vigie.fast-start";

    /** The verbs that start Spark. */
    private static final Seq<String> SLOW = List.of("run", "maintain", "demo", "backtest", "explain");

    /** The Java that this was measured on; options of its compiler come and go. */
    private static final int JAVA = 17;

    private static final String ARCHIVE = "vigie.jsa";

    /**
     * A batch shares its cores with the second compiler. Only code that runs ten times as often as the default asks is
     * worth that one's time, and in smaller pieces: what it inlines beyond a hundred bytes of code made nothing faster that
     * was measured, and took it twice as long. Room for Spark's classes and a batch's data from the start saves
     * collections that find nothing to collect. Should the archive not fit, because a jar has been touched, that is
     * nobody's error.
     */
    private static final Seq<String> OPTIONS = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000",
            "-XX:InlineSmallCode=500",
            "-XX:FreqInlineSize=100",
            "-XX:MetaspaceSize=256m",
            "-XX:InitialRAMPercentage=6",
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off",
            "-D" + STARTED_OVER + "=done");

    /** A batch is soonest done by the collector that stops for longer and takes less in all. */
    private static final String COLLECTOR = "-XX:+UseParallelGC";

    /** Bytes as they are, whatever they mean. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private FastStart() {}

    /** Returns only where the process goes on as it is. */
    public static void startOver(String[] arguments) {
        if (arguments.length > 0 && SLOW.contains(arguments[0]) && System.getProperty(STARTED_OVER) == null) {
            try {
                faster().forEach(FastStart::replaceProcess);
            } catch (IOException | URISyntaxException | LinkageError | RuntimeException e) {
                return; // as it is, then: what was asked for matters more than how fast it starts
            }
        }
    }

    /** The command that starts faster, where there is one. */
    private static Option<Seq<String>> faster() throws IOException, URISyntaxException {
        Path words = Path.of("/proc/self/cmdline");
        if (!Files.isReadable(words) || !isKnownRuntime() || CommandOfProcess.areSpokenFor(environmentOptions())) {
            return Option.none();
        }
        Path self = Path.of(FastStart.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toRealPath();
        Path archive = self.resolveSibling(ARCHIVE);
        if (!Files.isRegularFile(archive)) {
            return Option.none();
        }
        Path java = Path.of("/proc/self/exe").toRealPath();
        return CommandOfProcess.of(java, List.of(new String(Files.readAllBytes(words), BYTES).split("\0")))
                .filter(command -> !CommandOfProcess.areSpokenFor(command.options()))
                .filter(command -> Path.of(new String(command.jar().getBytes(BYTES), Charset.defaultCharset()))
                        .endsWith(self.getFileName()))
                .map(command -> command.with(optionsFor(command, archive)));
    }

    private static Seq<String> optionsFor(CommandOfProcess command, Path archive) {
        Seq<String> options = OPTIONS.append(
                "-XX:SharedArchiveFile=" + new String(archive.toString().getBytes(Charset.defaultCharset()), BYTES));
        return CommandOfProcess.chooseCollector(command.options().appendAll(environmentOptions()))
                ? options
                : options.append(COLLECTOR);
    }

    private static boolean isKnownRuntime() {
        String machine = System.getProperty("java.vm.name", "");
        return Runtime.version().feature() == JAVA
                && (machine.startsWith("OpenJDK") || machine.startsWith("Java HotSpot"));
    }

    /** What the environment adds to the options of every Java process. */
    private static Seq<String> environmentOptions() {
        return List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS")
                .flatMap(name -> Option.of(System.getenv(name)))
                .flatMap(options -> List.of(options.trim().split("\\s+")));
    }

    private static void replaceProcess(Seq<String> command) {
        Native.load("c", Posix.class, Map.of(Library.OPTION_STRING_ENCODING, BYTES.name()))
                .execv(command.head(), command.toJavaArray(String[]::new));
    }

    /** Of the C library. */
    interface Posix extends Library {

        /**
         * Replaces the process by another program.
         *
         * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/functions/exec.html">POSIX: exec</a>
         */
        int execv(String path, String[] arguments);
    }
}
