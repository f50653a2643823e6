package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.storage.CloudStorageAccount;
import com.microsoft.azure.storage.StorageException;
import com.microsoft.azure.storage.blob.CloudBlob;
import com.microsoft.azure.storage.blob.CloudBlobContainer;
import com.microsoft.azure.storage.blob.ListBlobItem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A Blob service on this machine: <a href="https://github.com/Azure/Azurite">Azurite</a> from npm, in memory, on a free
 * port, with one account. A process of Java reaches it under the names that Azure has, by a hosts file of its own.
 */
final class Azurite implements AutoCloseable {

    static final String ACCOUNT = "acme";

    /** What the key is made of. Nothing in it repeats, so compressed files hold it as it is. */
    static final String SECRET = "kAnArY-7q2ZxWv9LtRj4Hs8PdUe3Mf6Bg5Yc1No0Ti";

    static final String KEY = Base64.getEncoder().encodeToString(Messages.bytes(SECRET));

    private static final String VERSION = "3.35.0";
    private static final Path HOME = Path.of("target", "azurite-" + VERSION);
    private static final Path PROGRAM = HOME.resolve("node_modules/azurite/dist/src/blob/main.js");
    private static final Duration LONGEST_INSTALLATION = Duration.ofMinutes(5);
    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    private static final boolean CONTINUOUS_INTEGRATION = System.getenv("CI") != null;

    private final Process process;
    private final int port;
    private final Path hosts;

    private Azurite(Process process, int port, Path hosts) {
        this.process = process;
        this.port = port;
        this.hosts = hosts;
    }

    /** Starts it, once it is installed; without npm the test that asks is skipped, but never where {@code CI} is set. */
    static Azurite start(Path directory) throws IOException, InterruptedException {
        install();
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        "node",
                        PROGRAM.toString(),
                        "--blobHost",
                        "127.0.0.1",
                        "--blobPort",
                        Integer.toString(port),
                        "--inMemoryPersistence",
                        "--skipApiVersionCheck",
                        "--disableTelemetry",
                        "--silent")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("azurite.log").toFile());
        builder.environment().put("AZURITE_ACCOUNTS", ACCOUNT + ":" + KEY);
        Process process = builder.start();
        Path hosts = Files.writeString(
                directory.resolve("hosts"),
                "127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName() + " " + ACCOUNT
                        + ".blob.core.windows.net " + ACCOUNT + ".dfs.core.windows.net\n");
        Azurite started = new Azurite(process, port, hosts);
        started.awaitAnswer();
        return started;
    }

    /** Once, also where other processes of the tests want it at the same time. */
    private static synchronized void install() throws IOException, InterruptedException {
        Files.createDirectories(HOME);
        try (FileChannel channel =
                FileChannel.open(HOME.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            if (!Files.exists(PROGRAM)) {
                installFromRegistry();
            }
        }
    }

    private static void installFromRegistry() throws IOException, InterruptedException {
        Path log = HOME.resolve("npm.log");
        boolean installed = run(
                log,
                List.of(
                        "npm",
                        "install",
                        "--no-audit",
                        "--no-fund",
                        "--prefix",
                        HOME.toString(),
                        "azurite@" + VERSION));
        if (!installed && CONTINUOUS_INTEGRATION) {
            throw new AssertionError("npm could not install azurite " + VERSION + ", see " + log.toAbsolutePath());
        }
        Assumptions.assumeTrue(installed, "needs npm, and its registry once: azurite " + VERSION);
    }

    private static boolean run(Path log, List<String> command) throws IOException, InterruptedException {
        Process npm;
        try {
            npm = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException noSuchProgram) {
            Files.writeString(log, noSuchProgram.toString());
            return false;
        }
        boolean ended = npm.waitFor(LONGEST_INSTALLATION.toSeconds(), TimeUnit.SECONDS);
        npm.descendants().forEach(ProcessHandle::destroyForcibly);
        npm.destroyForcibly();
        return ended && npm.exitValue() == 0 && Files.exists(PROGRAM);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws InterruptedException {
        long start = System.nanoTime();
        while (!answers()) {
            assertThat(process.isAlive()).as("Azurite runs").isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_START);
            Thread.sleep(50);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** What the names of the account's hosts end in. */
    String endpointSuffix() {
        return "core.windows.net:" + port;
    }

    /** A container as paths name it, without a slash at the end. */
    String path(String container) {
        return "wasb://" + container + "@" + ACCOUNT + ".blob." + endpointSuffix();
    }

    /** How a process of Java finds it. */
    String hostsOption() {
        return "-Djdk.net.hosts.file=" + hosts.toAbsolutePath();
    }

    /** Azure's own client, by the address of this machine. */
    CloudBlobContainer container(String name) {
        try {
            return CloudStorageAccount.parse("DefaultEndpointsProtocol=http;AccountName=" + ACCOUNT + ";AccountKey="
                            + KEY + ";BlobEndpoint=http://127.0.0.1:" + port + "/" + ACCOUNT)
                    .createCloudBlobClient()
                    .getContainerReference(name);
        } catch (URISyntaxException | InvalidKeyException | StorageException e) {
            throw new IllegalStateException(e);
        }
    }

    void create(String container) throws StorageException {
        container(container).create();
    }

    void upload(String container, String name, String text) throws IOException, StorageException, URISyntaxException {
        container(container).getBlockBlobReference(name).uploadText(text);
    }

    /** The names of its blobs below a prefix. */
    List<String> names(String container, String prefix) {
        List<String> names = new ArrayList<>();
        for (ListBlobItem item : container(container).listBlobs(prefix, true)) {
            if (item instanceof CloudBlob blob) {
                names.add(blob.getName());
            }
        }
        return names;
    }

    /** Copies what is below a prefix into a directory; markers of directories are left out. */
    Path download(String container, String prefix, Path into) throws Exception {
        List<String> names = names(container, prefix);
        for (String name : names) {
            boolean isDirectory = names.stream().anyMatch(other -> other.startsWith(name + "/"));
            if (!isDirectory) {
                Path file = into.resolve(name);
                Files.createDirectories(file.getParent());
                container(container).getBlobReferenceFromServer(name).downloadToFile(file.toString());
            }
        }
        return into;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
