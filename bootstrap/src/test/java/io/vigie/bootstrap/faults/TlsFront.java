package io.vigie.bootstrap.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Takes connections over TLS on a free port, and hands on what comes to another port of this machine as it is. */
final class TlsFront implements AutoCloseable {

    private final ServerSocket socket;
    private final int behind;

    private TlsFront(ServerSocket socket, int behind) {
        this.socket = socket;
        this.behind = behind;
    }

    /** Opens one, with a key and certificate in a PKCS #12 file. */
    static TlsFront open(Path identity, String password, int behind) throws IOException, GeneralSecurityException {
        ServerSocket socket =
                context(identity, password).getServerSocketFactory().createServerSocket(0, 50, loopback());
        TlsFront front = new TlsFront(socket, behind);
        inBackground(front::accept);
        return front;
    }

    /** The side of TLS that shows this key and certificate. */
    static SSLContext context(Path identity, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(identity.toFile(), password.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() throws IOException {
        while (!socket.isClosed()) {
            Socket client = socket.accept();
            Socket service = new Socket(loopback(), behind);
            inBackground(() -> copy(client, service));
            inBackground(() -> copy(service, client));
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        }
    }

    private interface Copying {
        void run() throws IOException;
    }

    private static void inBackground(Copying work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // So ends a connection.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
