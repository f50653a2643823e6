package io.vigie.adapters.kafka.testing;

import io.vavr.control.Option;
import io.vigie.adapters.spark.testing.Certificates;
import io.vigie.adapters.spark.testing.StoreFormat;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * A real Kafka broker: one node, broker and controller at once (KRaft), in a process of its own on this host. Its ports
 * and its records outlast a stop and a start. Topics are not made by asking for them.
 *
 * <p>It ends when it is closed, and at the latest with this JVM. What it says is in {@code target/broker-….log}.
 */
public final class TestBroker implements AutoCloseable {

    /** Who may log in. */
    public static final String USER = "lookout";

    /** With what; long enough that finding it somewhere is no accident. */
    public static final String PASSWORD = "canary-7Qm2xV9tLw4R-password";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /**
     * So long a broker that has ended is thought to be there, and none may take its place; and one that is slow for longer
     * is thought to have ended.
     */
    private static final Duration SHORT_SESSION = Duration.ofSeconds(2);

    private static final Duration LONG_SESSION = Duration.ofMinutes(1);
    private static final String HOST = "127.0.0.1";
    private static final String CONTROLLER = "CONTROLLER";

    private static final class Shared {
        private static final TestBroker BROKER = startShared();

        private static TestBroker startShared() {
            try {
                TestBroker broker =
                        startSecured(Files.createTempDirectory("broker"), LONG_SESSION, UnaryOperator.identity());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    broker.kill();
                    deleteAll(broker.directory);
                }));
                return broker;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Path directory;
    private final Path properties;
    private final Path log;
    private final Option<Certificates> certificates;
    private final Map<Listener, Integer> ports;
    private final Topics topics;
    private Process process;

    private TestBroker(
            Path directory,
            Option<Certificates> certificates,
            Duration session,
            UnaryOperator<Map<String, String>> more) {
        this.directory = directory;
        this.certificates = certificates;
        properties = directory.resolve("server.properties");
        log = Path.of("target")
                .resolve("broker-" + ProcessHandle.current().pid() + "-" + directory.getFileName() + ".log");
        Iterator<Integer> free = freePorts().iterator();
        ports = new EnumMap<>(Listener.class);
        for (Listener listener : Listener.values()) {
            if (certificates.isDefined() || listener == Listener.PLAINTEXT) {
                ports.put(listener, free.next());
            }
        }
        topics = new Topics(clientSettings(Listener.PLAINTEXT));
        write(more.apply(settings(free.next(), session)));
        process = launch(formatting());
        awaitAnswer();
    }

    /** The one that all tests of this JVM share, with all listeners. It is not stopped, and topics have names of their own. */
    public static TestBroker shared() {
        return Shared.BROKER;
    }

    /** A new one that keeps its records in this directory and listens on {@link Listener#PLAINTEXT} alone. */
    public static TestBroker start(Path directory) {
        return new TestBroker(directory, Option.none(), SHORT_SESSION, UnaryOperator.identity());
    }

    /** A new one that keeps its records and certificates in this directory and has all listeners. */
    public static TestBroker startSecured(Path directory) {
        return startSecured(directory, SHORT_SESSION, UnaryOperator.identity());
    }

    /** The same, with settings of the broker that are made of those that it would have. */
    public static TestBroker startSecured(Path directory, UnaryOperator<Map<String, String>> settings) {
        return startSecured(directory, LONG_SESSION, settings);
    }

    private static TestBroker startSecured(
            Path directory, Duration session, UnaryOperator<Map<String, String>> settings) {
        Certificates certificates = Certificates.in(directory.resolve("certificates"));
        return new TestBroker(directory, Option.some(certificates), session, settings);
    }

    /** Where it listens in the clear: {@code host:port}. */
    public String servers() {
        return servers(Listener.PLAINTEXT);
    }

    /** Where a listener is: {@code host:port}. */
    public String servers(Listener listener) {
        return HOST + ":" + ports.get(listener);
    }

    /** The certificates of one that has all listeners. */
    public Certificates certificates() {
        return certificates.getOrElseThrow(() -> new IllegalStateException("This broker listens in the clear alone."));
    }

    /** Its topics, by a client that it lets in. */
    public Topics topics() {
        return topics;
    }

    /** What a client must set that a listener without a login is to let in. */
    public Map<String, String> clientSettings(Listener listener) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", servers(listener));
        settings.put("security.protocol", listener.protocol());
        if (listener.protocol().endsWith("SSL")) {
            Path trust = certificates().trust(StoreFormat.PKCS12);
            settings.putAll(TlsSettings.trusting(trust, StoreFormat.PKCS12));
        }
        if (listener == Listener.MUTUAL_TLS) {
            Path client = certificates().client(StoreFormat.PKCS12);
            settings.putAll(TlsSettings.identified(client, StoreFormat.PKCS12));
        }
        return settings;
    }

    /** What a client must set that a listener with a login is to let in. */
    public Map<String, String> clientSettings(Listener listener, Login login) {
        Map<String, String> settings = clientSettings(listener);
        settings.put("sasl.mechanism", login.mechanism());
        settings.put("sasl.jaas.config", login.client(USER, PASSWORD));
        return settings;
    }

    /** Whether it runs. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** Has it end in an orderly way. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Ends it at once: kill -9. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Starts it after {@link #stop} or {@link #kill}, where it was and with what it had. */
    public void startAgain() {
        if (isRunning()) {
            throw new IllegalStateException("The broker runs.");
        }
        process = launch(List.of());
        awaitAnswer();
    }

    /** Ends it for good. */
    @Override
    public void close() {
        topics.close();
        kill();
    }

    private Map<String, String> settings(int controllerPort, Duration session) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("inter.broker.listener.name", Listener.PLAINTEXT.name());
        settings.put("listeners", listeners() + "," + CONTROLLER + "://" + HOST + ":" + controllerPort);
        settings.put("advertised.listeners", listeners());
        settings.put(
                "listener.security.protocol.map",
                CONTROLLER + ":PLAINTEXT,"
                        + Arrays.stream(Listener.values())
                                .map(listener -> listener + ":" + listener.protocol())
                                .collect(Collectors.joining(",")));
        settings.put("log.dirs", directory.resolve("records").toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("num.partitions", "1");
        // One broker keeps the only copy of everything.
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        // Records of any age stay until a test drops them.
        settings.put("log.retention.ms", "-1");
        // Little memory, and no waiting.
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("log.cleaner.backoff.ms", "200");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("broker.heartbeat.interval.ms", "200");
        settings.put("broker.session.timeout.ms", Long.toString(session.toMillis()));
        certificates.forEach(known -> settings.putAll(security(known)));
        return settings;
    }

    private String listeners() {
        return ports.entrySet().stream()
                .map(port -> port.getKey() + "://" + HOST + ":" + port.getValue())
                .collect(Collectors.joining(","));
    }

    private static Map<String, String> security(Certificates certificates) {
        Map<String, String> settings = new HashMap<>();
        settings.putAll(TlsSettings.trusting(certificates.trust(StoreFormat.PKCS12), StoreFormat.PKCS12));
        settings.putAll(TlsSettings.identified(certificates.server(), StoreFormat.PKCS12));
        TlsSettings.identified(certificates.otherHost(), StoreFormat.PKCS12)
                .forEach((name, value) -> settings.put(Listener.OTHER_HOST.setting(name), value));
        settings.put(Listener.MUTUAL_TLS.setting("ssl.client.auth"), "required");
        String mechanisms = Arrays.stream(Login.values()).map(Login::mechanism).collect(Collectors.joining(","));
        for (Listener listener : List.of(Listener.SASL_PLAINTEXT, Listener.SASL_TLS)) {
            settings.put(listener.setting("sasl.enabled.mechanisms"), mechanisms);
            for (Login login : Login.values()) {
                settings.put(
                        listener.setting(login.mechanism().toLowerCase(Locale.ROOT) + ".sasl.jaas.config"),
                        login.broker(USER, PASSWORD));
            }
        }
        return settings;
    }

    private void write(Map<String, String> settings) {
        Properties content = new Properties();
        content.putAll(settings);
        try {
            Files.createDirectories(directory);
            try (var out = Files.newOutputStream(properties)) {
                content.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How the storage is formatted: as a new cluster that knows one user. */
    private List<String> formatting() {
        return List.of(
                "format",
                "--cluster-id",
                Uuid.randomUuid().toString(),
                "--config",
                properties.toString(),
                "--add-scram",
                Login.SCRAM.mechanism() + "=[name=" + USER + ",password=" + PASSWORD + "]");
    }

    private Process launch(Collection<String> formatting) {
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dlog4j2.configurationFile=classpath:io/vigie/adapters/kafka/testing/broker-log4j2.properties",
                    "-cp",
                    classPath(),
                    BrokerProcess.class.getName(),
                    properties.toString()));
            command.addAll(formatting);
            Files.createDirectories(log.toAbsolutePath().getParent());
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That of the tests, after the jars that the broker needs newer than Spark does. */
    private String classPath() throws IOException {
        StringBuilder classPath = new StringBuilder();
        for (String jar : List.of("scala-collection-compat.jar", "scala-java8-compat.jar")) {
            Path file = directory.resolve(jar);
            try (InputStream packed = TestBroker.class.getResourceAsStream(jar)) {
                Files.copy(packed, file, StandardCopyOption.REPLACE_EXISTING);
            }
            classPath.append(file).append(File.pathSeparator);
        }
        return classPath.append(System.getProperty("java.class.path")).toString();
    }

    private void awaitAnswer() {
        Instant deadline = Instant.now().plus(PATIENCE);
        Map<String, Object> settings = new HashMap<>(clientSettings(Listener.PLAINTEXT));
        settings.put("reconnect.backoff.max.ms", 100);
        try (Admin admin = Admin.create(settings)) {
            while (!answers(admin)) {
                if (!isRunning()) {
                    throw new IllegalStateException("The broker has ended:\n" + lastWords());
                }
                if (Instant.now().isAfter(deadline)) {
                    kill();
                    throw new IllegalStateException("The broker does not answer in a minute:\n" + lastWords());
                }
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean answers(Admin admin) throws InterruptedException {
        try {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The broker does not stop in a minute:\n" + lastWords());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return log + ": " + String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ports where nobody listens. They are below those that the system gives to clients: one of those could be taken
     * while the broker is stopped, also by a client that looks for the broker and would then talk to itself.
     */
    private static Stream<Integer> freePorts() {
        return new Random()
                .ints(20_000, 30_000)
                .distinct()
                .filter(TestBroker::isFree)
                .boxed();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void deleteAll(Path directory) {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException left) {
            // A directory of the system's for temporary files.
        }
    }
}
