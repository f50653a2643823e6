package io.vigie.adapters.spark.testing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An authority that tests make up, the certificates that it signs, and the files to hold them. */
public final class Certificates {

    /** Of every file and every key. */
    public static final String PASSWORD = "store-Zk3vQ8-password";

    private static final char[] SECRET = PASSWORD.toCharArray();
    private static final String AUTHORITY = "authority";
    private static final String STRANGER = "stranger";
    private static final String SERVER = "server";
    private static final String OTHER_HOST = "other-host";
    private static final String CLIENT = "client";

    private final Path directory;
    private final KeyStore keys;

    private Certificates(Path directory, KeyStore keys) {
        this.directory = directory;
        this.keys = keys;
    }

    /** New ones, in files in this directory; the server's is for 127.0.0.1, localhost and other addresses or names of this host. */
    public static Certificates in(Path directory, String... addresses) {
        try {
            Files.createDirectories(directory);
            Path all = directory.resolve("all.pkcs12");
            certify(all, AUTHORITY, "-ext", "bc:c");
            certify(all, STRANGER, "-ext", "bc:c");
            String names = Stream.of(addresses)
                    .map(address -> (address.matches("[0-9.]+") ? ",ip:" : ",dns:") + address)
                    .collect(joining());
            certify(all, SERVER, "-signer", AUTHORITY, "-ext", "san=ip:127.0.0.1,dns:localhost" + names);
            certify(all, OTHER_HOST, "-signer", AUTHORITY, "-ext", "san=dns:elsewhere.example");
            certify(all, CLIENT, "-signer", AUTHORITY);
            return new Certificates(directory, KeyStore.getInstance(all.toFile(), SECRET));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The certificates of the tests cannot be made: " + e.getMessage(), e);
        }
    }

    /** Trusts the authority. */
    public Path trust(StoreFormat format) {
        return trust(AUTHORITY, format);
    }

    /** Trusts an authority that has signed nothing here. */
    public Path strangersTrust(StoreFormat format) {
        return trust(STRANGER, format);
    }

    /** The key and certificate of a client. */
    public Path client(StoreFormat format) {
        return identity(CLIENT, format);
    }

    /** The key and certificate of a server on this host. */
    public Path server() {
        return identity(SERVER, StoreFormat.PKCS12);
    }

    /** The same for another host. */
    public Path otherHost() {
        return identity(OTHER_HOST, StoreFormat.PKCS12);
    }

    private Path trust(String authority, StoreFormat format) {
        return file(authority + "-trust" + format.extension(), file -> {
            Certificate certificate = keys.getCertificate(authority);
            if (format == StoreFormat.PEM) {
                Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
            } else {
                store(file, format, store -> store.setCertificateEntry(authority, certificate));
            }
        });
    }

    private Path identity(String holder, StoreFormat format) {
        return file(holder + format.extension(), file -> {
            Key key = keys.getKey(holder, SECRET);
            Certificate[] chain = keys.getCertificateChain(holder);
            if (format == StoreFormat.PEM) {
                StringBuilder text = new StringBuilder(pem("PRIVATE KEY", key.getEncoded()));
                for (Certificate certificate : chain) {
                    text.append(pem("CERTIFICATE", certificate.getEncoded()));
                }
                Files.writeString(file, text);
            } else {
                store(file, format, store -> store.setKeyEntry(holder, key, SECRET, chain));
            }
        });
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END " + what + "-----\n";
    }

    private static void store(Path file, StoreFormat format, Filling<KeyStore> filling)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(format.name());
        store.load(null, SECRET);
        filling.fill(store);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, SECRET);
        }
    }

    /** A file of this name, filled where it is not there yet. */
    private Path file(String name, Filling<Path> filling) {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            try {
                filling.fill(file);
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException(name + " cannot be written: " + e.getMessage(), e);
            }
        }
        return file;
    }

    private static void certify(Path store, String holder, String... how) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                holder,
                "-dname",
                "CN=" + holder,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "365",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(how));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IOException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @FunctionalInterface
    private interface Filling<T> {
        void fill(T target) throws IOException, GeneralSecurityException;
    }
}
