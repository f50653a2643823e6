package io.vigie.bootstrap.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that ran to its end.
 *
 * @param status its exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 * @param loaded the names of the classes that it loaded
 */
record Execution(int status, String out, String err, List<String> loaded) {

    private static final long MOST_SECONDS = 60;

    /** Runs {@code java} with these arguments in a directory. */
    static Execution java(Path directory, String... arguments) throws IOException, InterruptedException {
        Path out = directory.resolve("stdout.txt");
        Path err = directory.resolve("stderr.txt");
        Path classes = directory.resolve("classes.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xshare:auto");
        command.add("-Xlog:class+load:file=" + classes + "::filecount=0");
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        // What it prints and does is not to hang on who builds.
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("VIGIE_") || name.equals("JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends within %s s", command, MOST_SECONDS)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Execution(process.exitValue(), Files.readString(out), Files.readString(err), loadedClasses(classes));
    }

    /** A line of the log is {@code [0.01s][info][class,load] java.lang.Object source: …}. */
    private static List<String> loadedClasses(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" source: "))
                    .map(line -> line.substring(0, line.indexOf(" source: ")))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .toList();
        }
    }
}
