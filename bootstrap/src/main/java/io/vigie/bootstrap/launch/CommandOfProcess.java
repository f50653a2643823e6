package io.vigie.bootstrap.launch;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The command that a Java process was started with.
 *
 * @param java the Java runtime's executable
 * @param options the options of the Java runtime
 * @param jar what {@code -jar} names
 * @param arguments what follows it
 */
record CommandOfProcess(Path java, Seq<String> options, String jar, Seq<String> arguments) {

    private static final String JAR = "-jar";

    /**
     * Options that let something look into classes as they are loaded, that chose an archive themselves, or that stand for
     * others in a file.
     */
    private static final Seq<String> SPOKEN_FOR = List.of(
            "-agent",
            "-javaagent",
            "-Xrun",
            "-Xdebug",
            "-Xshare",
            "-XX:StartFlightRecording",
            "-XX:FlightRecorderOptions",
            "-XX:SharedArchiveFile",
            "-XX:ArchiveClassesAtExit",
            "-XX:DumpLoadedClassList",
            "-XX:SharedClassListFile",
            "-XX:VMOptionsFile",
            "-XX:Flags",
            "@");

    private static final Pattern COLLECTOR = Pattern.compile("-XX:[+]Use\\w*GC");

    /**
     * Takes a command line apart.
     *
     * @param java the executable
     * @param words the command line as the operating system has it, the program's name first
     * @return none where it is no {@code java … -jar …}
     */
    static Option<CommandOfProcess> of(Path java, Seq<String> words) {
        int jar = words.indexOf(JAR);
        if (jar < 1 || jar + 1 >= words.size()) {
            return Option.none();
        }
        return Option.some(new CommandOfProcess(java, words.slice(1, jar), words.get(jar + 1), words.drop(jar + 2)));
    }

    /** Whether options of the runtime leave no room for ours. */
    static boolean areSpokenFor(Seq<String> options) {
        return options.exists(option -> SPOKEN_FOR.exists(option::startsWith));
    }

    /** Whether options of the runtime choose a garbage collector: a second one would keep it from starting. */
    static boolean chooseCollector(Seq<String> options) {
        return options.exists(option -> COLLECTOR.matcher(option).matches());
    }

    /** The same with more options, which those that were given go before. */
    Seq<String> with(Seq<String> more) {
        return List.of(java.toString())
                .appendAll(more)
                .appendAll(options)
                .append(JAR)
                .append(jar)
                .appendAll(arguments);
    }
}
