package io.vigie.bootstrap.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * As much of the <a href="https://learn.microsoft.com/rest/api/storageservices/data-lake-storage-gen2">Data Lake
 * service</a> as reading takes, over TLS: the container {@code telemetry} with one file, {@code in/1.jsonl}.
 */
final class DataLake implements AutoCloseable {

    private static final String CONTAINER = "/telemetry";
    private static final String DIRECTORY = CONTAINER + "/in";
    private static final String FILE = DIRECTORY + "/1.jsonl";
    private static final String CHANGED = "Thu, 01 Jan 2026 01:00:00 GMT";

    private final HttpsServer server;
    private final byte[] content;
    private final Predicate<HttpExchange> letsIn;
    private final List<String> read = new CopyOnWriteArrayList<>();

    private DataLake(HttpsServer server, String content, Predicate<HttpExchange> letsIn) {
        this.server = server;
        this.content = content.getBytes(StandardCharsets.UTF_8);
        this.letsIn = letsIn;
    }

    /** Opens it, with a key and certificate in a PKCS #12 file. */
    static DataLake open(Path identity, String password, String content, Predicate<HttpExchange> letsIn)
            throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TlsFront.context(identity, password)));
        DataLake lake = new DataLake(server, content, letsIn);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", lake::answer);
        server.start();
        return lake;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** What was read of the file, as ranges of bytes. */
    List<String> read() {
        return read;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceAll("/+$", "");
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        exchange.getResponseHeaders().set("Last-Modified", CHANGED);
        exchange.getResponseHeaders().set("ETag", "\"0x1\"");
        exchange.getResponseHeaders().set("x-ms-request-id", "1");
        if (!letsIn.test(exchange)) {
            exchange.getResponseHeaders().set("x-ms-error-code", "AuthenticationFailed");
            end(exchange, 403, new byte[0]);
        } else if (query.contains("resource=filesystem") && path.equals(CONTAINER)) {
            list(exchange, query);
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            status(exchange, path);
        } else if (path.equals(FILE)) {
            range(exchange);
        } else {
            missing(exchange);
        }
    }

    private void list(HttpExchange exchange, String query) throws IOException {
        String item = query.contains("directory=in")
                ? "{\"name\":\"in/1.jsonl\",\"contentLength\":\"" + content.length + "\","
                : "{\"name\":\"in\",\"isDirectory\":\"true\",\"contentLength\":\"0\",";
        String json = "{\"paths\":[" + item + "\"etag\":\"0x1\",\"lastModified\":\"" + CHANGED + "\"}]}";
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        end(exchange, 200, json.getBytes(StandardCharsets.UTF_8));
    }

    private void status(HttpExchange exchange, String path) throws IOException {
        boolean file = path.equals(FILE);
        if (file || path.equals(DIRECTORY) || path.equals(CONTAINER)) {
            exchange.getResponseHeaders().set("x-ms-resource-type", file ? "file" : "directory");
            exchange.getResponseHeaders().set("Content-Length", file ? Integer.toString(content.length) : "0");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        } else {
            missing(exchange);
        }
    }

    private void range(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        read.add(range);
        String[] ends = range.replace("bytes=", "").split("-", -1);
        int from = Integer.parseInt(ends[0]);
        int to = Math.min(Integer.parseInt(ends[1]), content.length - 1) + 1;
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length);
        end(exchange, 206, Arrays.copyOfRange(content, from, to));
    }

    private static void missing(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("x-ms-error-code", "PathNotFound");
        end(exchange, 404, new byte[0]);
    }

    private static void end(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
