package io.vigie.adapters.eventhubs.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The file with which a client trusts a {@link LocalEventHubs}. The clients of Event Hubs have no setting of their own for
 * it: they trust what their JVM trusts.
 *
 * @param path of a PKCS12 file
 * @param password of that file
 */
public record TrustStore(Path path, String password) {

    /** What a JVM is started with that is to trust what is in the file. */
    public List<String> jvmOptions() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + path,
                "-Djavax.net.ssl.trustStorePassword=" + password,
                "-Djavax.net.ssl.trustStoreType=PKCS12");
    }

    /** From now on this JVM trusts what is in the file, and nothing else. */
    public void use() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(KeyStore.getInstance(path.toFile(), password.toCharArray()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            SSLContext.setDefault(context);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(path + " cannot be used: " + e.getMessage(), e);
        }
    }
}
