package io.vigie.bootstrap.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vigie.adapters.spark.testing.Certificates;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What Microsoft Entra ID is to its clients, as far as tokens go, and the endpoint at which Azure's machines ask for
 * those of their managed identity. Signs for whoever has the secret, an assertion or the machine's header.
 */
final class TokenIssuer implements AutoCloseable {

    /** What tokens are for. */
    static final String AUDIENCE = "https://127.0.0.1";

    static final String SECRET = "canary~Entra8Q~Wz5Tn2Xk7Vb4Md9Hs6";
    static final String ASSERTION = "canary.assertion.Yr3Kp8";
    static final String HEADER = "canary-header-Lq6";

    private static final String KEY_ID = "tests";

    private final KeyPair keys;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> granted = new CopyOnWriteArrayList<>();
    private Consumer<String> hears = token -> {};
    private HttpsServer entra;
    private HttpServer machine;

    TokenIssuer() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    /** Writes the key that its tokens are to be checked with, as a JSON Web Key Set. */
    void writeKeys(Path file) throws IOException {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        Files.writeString(file, """
                {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}""".formatted(KEY_ID, number(key.getModulus()), number(key.getPublicExponent())));
    }

    /** Listens, with this key and certificate. */
    void start(Path identity) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(identity.toFile(), Certificates.PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, Certificates.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        entra = HttpsServer.create(loopback(), 0);
        entra.setHttpsConfigurator(new HttpsConfigurator(context));
        entra.createContext("/", this::grant);
        entra.start();
        machine = HttpServer.create(loopback(), 0);
        machine.createContext("/", this::grantMachine);
        machine.start();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Where Entra ID is. */
    String authority() {
        return "https://localhost:" + entra.getAddress().getPort() + "/";
    }

    /** Where the machine is asked for its identity's tokens. */
    String machine() {
        return "http://127.0.0.1:" + machine.getAddress().getPort() + "/msi/token";
    }

    /** What it was asked for, path and what follows. */
    List<String> asked() {
        return asked;
    }

    /** Lets somebody know of each token before it is given. */
    void announceTo(Consumer<String> listener) {
        hears = listener;
    }

    /** The tokens that it gave. */
    List<String> granted() {
        return granted;
    }

    private void grant(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestURI() + " " + form.replaceAll("(client_secret|client_assertion)=[^&]*", "$1=…"));
        Map<String, String> fields = Arrays.stream(form.split("&"))
                .filter(field -> field.contains("="))
                .collect(Collectors.toMap(
                        field -> field.substring(0, field.indexOf('=')),
                        field -> URLDecoder.decode(field.substring(field.indexOf('=') + 1), StandardCharsets.UTF_8),
                        (first, second) -> first));
        boolean known = SECRET.equals(fields.get("client_secret")) || ASSERTION.equals(fields.get("client_assertion"));
        answer(
                exchange,
                known ? 200 : 401,
                known
                        ? "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"" + token() + "\"}"
                        : "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret"
                                + " provided.\"}");
    }

    private void grantMachine(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        boolean known = HEADER.equals(exchange.getRequestHeaders().getFirst("X-IDENTITY-HEADER"));
        answer(
                exchange,
                known ? 200 : 401,
                known
                        ? "{\"token_type\":\"Bearer\",\"resource\":\"" + AUDIENCE + "\",\"expires_on\":\""
                                + Instant.now().plusSeconds(3_600).getEpochSecond() + "\",\"access_token\":\"" + token()
                                + "\"}"
                        : "{\"statusCode\":401,\"message\":\"no\"}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String token() {
        long now = Instant.now().getEpochSecond();
        String content = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + KEY_ID + "\"}") + "."
                + encoded("{\"iss\":\"tests\",\"sub\":\"vigie\",\"aud\":\"" + AUDIENCE
                        + "\",\"scope\":\"hubs\",\"iat\":" + (now - 5) + ",\"exp\":" + (now + 3_600) + "}");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            String token =
                    content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
            granted.add(token);
            hears.accept(token);
            return token;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    @Override
    public void close() {
        entra.stop(0);
        machine.stop(0);
    }
}
