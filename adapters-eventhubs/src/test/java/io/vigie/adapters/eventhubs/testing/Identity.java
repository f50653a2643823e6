package io.vigie.adapters.eventhubs.testing;

import io.vigie.adapters.spark.testing.Certificates;
import io.vigie.adapters.spark.testing.StoreFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.commons.io.FileUtils;

/** The addresses and certificates of the {@link LocalEventHubs} of this JVM. They are made once, and gone with it. */
final class Identity {

    private static final int ADDRESSES = 100;

    /** The clients always go to the same port, and so each JVM has addresses of its own on it. */
    private static final String NETWORK = network(ProcessHandle.current().pid());

    private static final Certificates CERTIFICATES = certificates();

    /** With what clients trust the authority. */
    static final TrustStore TRUST = trust(CERTIFICATES.trust(StoreFormat.PKCS12));

    /** With what clients trust another. */
    static final TrustStore STRANGERS_TRUST = trust(CERTIFICATES.strangersTrust(StoreFormat.PKCS12));

    /** What shows that a server is on this host. */
    static final Path FILE = CERTIFICATES.server();

    private static final SSLContext THIS_HOST = context(FILE);
    private static final SSLContext ANOTHER_HOST = context(CERTIFICATES.otherHost());

    private Identity() {}

    /** Loopback addresses that the certificate is for, and likely nobody else listens on. */
    static String[] addresses() {
        return IntStream.rangeClosed(1, ADDRESSES)
                .mapToObj(last -> NETWORK + "." + last)
                .toArray(String[]::new);
    }

    static SSLContext ofThisHost() {
        return THIS_HOST;
    }

    static SSLContext ofAnotherHost() {
        return ANOTHER_HOST;
    }

    private static TrustStore trust(Path store) {
        return new TrustStore(store, Certificates.PASSWORD);
    }

    private static String network(long process) {
        return "127." + (1 + (process >> 8) % 254) + "." + (process & 255);
    }

    private static Certificates certificates() {
        try {
            Path directory = Files.createTempDirectory("event-hubs");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileUtils.deleteQuietly(directory.toFile())));
            return Certificates.in(directory, addresses());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLContext context(Path identity) {
        try {
            char[] password = Certificates.PASSWORD.toCharArray();
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(identity.toFile(), password), password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
