package io.vigie.bootstrap.faults;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A standalone cluster of Spark on this machine, each part a process of its own: a master, and workers of one core each.
 * It is started from the jars of {@code vigie.jar}'s {@code lib} that a distribution of Spark has, and from no other. Closing
 * it kills all of them, and what they have started.
 *
 * @see <a href="https://spark.apache.org/docs/3.5.7/spark-standalone.html">Spark: standalone mode</a>
 */
final class StandaloneCluster implements AutoCloseable {

    private static final Path VIGIE = Path.of(System.getProperty("vigie.jar"));
    private static final Path LIB = VIGIE.resolveSibling("lib");
    private static final String CLUSTER_JAR = System.getProperty("vigie.cluster.jar");
    private static final String LOOPBACK = "127.0.0.1";

    /** What {@code vigie.jar} brings and a distribution of Spark does not. */
    private static final Pattern NOT_OF_SPARK = Pattern.compile(
            "(vigie|vavr|picocli|t-digest|uplot|snakeyaml-engine|jspecify|jna|delta|azure|proton-j|qpid|kafka-clients"
                    + "|spark-sql-kafka|spark-token-provider-kafka)-.*");

    private static final Pattern DELTA = Pattern.compile("delta-.*");
    private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final Pattern REGISTERED = Pattern.compile("Successfully registered with master");
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

    /** Short runs: the first compiler alone is faster, and classes were verified before. */
    private static final List<String> FASTER = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:MetaspaceSize=128m",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote");

    private static final List<String> SETTINGS = List.of(
            "spark.executor.memory=512m",
            "spark.driver.host=" + LOOPBACK,
            "spark.driver.bindAddress=" + LOOPBACK,
            "spark.ui.enabled=false",
            "spark.log.level=ERROR",
            "spark.executor.extraJavaOptions=" + String.join(" ", FASTER),
            // What an executor had that is gone is asked for three times, five seconds apart.
            "spark.shuffle.io.retryWait=200ms",
            "spark.sql.codegen.wholeStage=false",
            "spark.databricks.delta.snapshotPartitions=2");

    /** What Spark's own scripts open for it on Java 17. */
    private static final List<String> OPENS = opens();

    private final Path home;
    private final List<Process> daemons = new ArrayList<>();
    private String master = "";

    private StandaloneCluster(Path home) {
        this.home = home;
    }

    /**
     * Starts one, and waits until its workers are there.
     *
     * @param home where its jars, logs and working directories go
     */
    static StandaloneCluster start(Path home, int workers) throws IOException, InterruptedException {
        StandaloneCluster cluster = new StandaloneCluster(home);
        try {
            Path jars = Files.createDirectories(home.resolve("jars"));
            for (Path jar : jars(NOT_OF_SPARK.asMatchPredicate().negate())) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
            Path log = cluster.daemon("master", "deploy.master.Master", "--port", "0");
            cluster.master = await(log, MASTER);
            List<Path> logs = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                logs.add(cluster.daemon(
                        "worker-" + i,
                        "deploy.worker.Worker",
                        "--cores",
                        "1",
                        "--memory",
                        "1g",
                        "--work-dir",
                        home.resolve("work-" + i).toString(),
                        cluster.master));
            }
            for (Path worker : logs) {
                await(worker, REGISTERED);
            }
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * A command line that submits {@code vigie-cluster.jar}, as {@code spark-submit} would.
     *
     * @param settings of Spark, {@code NAME=VALUE}
     * @param arguments those of the jar
     */
    List<String> submission(List<String> settings, String... arguments) {
        List<String> command = java("-Xmx512m", "deploy.SparkSubmit");
        command.addAll(List.of("--master", master, "--class", "io.vigie.bootstrap.Vigie", "--jars"));
        command.add(jars(DELTA.asMatchPredicate()).stream().map(Path::toString).collect(joining(",")));
        Stream.concat(SETTINGS.stream(), settings.stream())
                .forEach(setting -> command.addAll(List.of("--conf", setting)));
        command.add(CLUSTER_JAR);
        command.addAll(List.of(arguments));
        return command;
    }

    /** What its processes, and those that submit to it, find in their environment. */
    Map<String, String> environment() {
        return Map.of(
                "SPARK_HOME",
                home.toString(),
                "SPARK_SCALA_VERSION",
                "2.12",
                "SPARK_LOCAL_IP",
                LOOPBACK,
                "SPARK_LOCAL_DIRS",
                home.resolve("local").toString());
    }

    /** The executors that are running now, the one that runs longest first. */
    List<ProcessHandle> executors() {
        return daemons.stream()
                .flatMap(Process::descendants)
                .filter(process -> process.info().commandLine().orElse("").contains(EXECUTOR))
                .sorted((one, other) -> one.info()
                        .startInstant()
                        .flatMap(start -> other.info().startInstant().map(start::compareTo))
                        .orElse(0))
                .toList();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = daemons.stream()
                .flatMap(daemon -> Stream.concat(Stream.of(daemon.toHandle()), daemon.descendants()))
                .toList();
        // Each by its id; a worker first, for it starts executors anew.
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    private Path daemon(String name, String type, String... arguments) throws IOException {
        List<String> command = java("-Xmx128m", type);
        command.addAll(List.of("--host", LOOPBACK, "--webui-port", "0"));
        command.addAll(List.of(arguments));
        Path log = home.resolve(name + ".log");
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()));
        process.environment().keySet().removeIf(key -> key.startsWith("SPARK_") || key.equals("JAVA_TOOL_OPTIONS"));
        process.environment().putAll(environment());
        daemons.add(process.start());
        return log;
    }

    private List<String> java(String heap, String type) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(heap);
        command.addAll(FASTER);
        command.addAll(List.of("-cp", home.resolve("jars") + "/*"));
        OPENS.forEach(opened -> command.add("--add-opens=" + opened + "=ALL-UNNAMED"));
        command.add("org.apache.spark." + type);
        return command;
    }

    private static List<String> opens() {
        try (JarFile jar = new JarFile(VIGIE.toFile())) {
            return List.of(
                    jar.getManifest().getMainAttributes().getValue("Add-Opens").split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> jars(Predicate<String> wanted) {
        try (Stream<Path> all = Files.list(LIB)) {
            return all.filter(jar -> wanted.test(jar.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a log says something, and returns the last part of it that was asked for. */
    private static String await(Path log, Pattern said) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Optional<String> found = Optional.empty();
        while (found.isEmpty()) {
            String text = Files.readString(log);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("time until %s says %s; it said: %s", log, said, text)
                    .isLessThan(LONGEST_START);
            Matcher match = said.matcher(text);
            found = match.find() ? Optional.of(match.group(match.groupCount())) : Optional.empty();
            Thread.sleep(50);
        }
        return found.get();
    }
}
