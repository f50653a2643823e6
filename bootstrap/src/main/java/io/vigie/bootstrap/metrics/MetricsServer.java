package io.vigie.bootstrap.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.plan.MetricsPlan;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /metrics}, {@code /health/live} and {@code /health/ready} for one pipeline. It takes no more than reading:
 * four threads, short requests without a body, and few of them at a time; whoever is slow is cut off.
 */
public final class MetricsServer implements AutoCloseable {

    static final String METRICS = "/metrics";
    static final String LIVE = "/health/live";
    static final String READY = "/health/ready";

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final int NO_BODY = -1;

    private static final int THREADS = 4;
    private static final int WAITING = 32;

    /** Settings of the Java runtime's server, unless somebody has set them: seconds, and numbers. */
    private static final Map<String, String> BOUNDS = Map.of(
            "sun.net.httpserver.maxReqTime", "2",
            "sun.net.httpserver.maxRspTime", "10",
            "sun.net.httpserver.maxReqHeaders", "64",
            "sun.net.httpserver.maxReqHeaderSize", "16384",
            "sun.net.httpserver.maxIdleConnections", "8",
            "jdk.httpserver.maxConnections", "64");

    private final String pipeline;
    private final MetricsPlan plan;
    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final long started = System.nanoTime();
    private volatile @Nullable RunningPipeline running;

    private MetricsServer(String pipeline, MetricsPlan plan, HttpServer server) {
        this.pipeline = pipeline;
        this.plan = plan;
        this.server = server;
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "metrics of " + pipeline);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Answers from now on; the pipeline is being started.
     *
     * @throws PipelineRefused when the address cannot be had
     */
    public static MetricsServer open(String pipeline, MetricsPlan plan) {
        BOUNDS.forEach((setting, value) -> System.getProperties().putIfAbsent(setting, value));
        String address = plan.host() + ":" + plan.port();
        try {
            HttpServer http =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByName(plan.host()), plan.port()), WAITING);
            MetricsServer server = new MetricsServer(pipeline, plan, http);
            http.createContext("/", server::answer);
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (IOException e) {
            throw new PipelineRefused(
                    "The metrics of pipeline " + pipeline + " cannot be served at " + address + ": "
                            + e.getMessage()
                            + ". Give another address in `metrics`, such as port 0 for one that is free;"
                            + " or end the process that has this one.",
                    e);
        }
    }

    /** Where it answers, for a person. */
    public String address() {
        return "http://" + plan.host() + ":" + server.getAddress().getPort() + METRICS;
    }

    /** The pipeline is started. */
    public void watch(RunningPipeline started) {
        running = started;
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(NOT_ALLOWED, NO_BODY);
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case METRICS -> metrics(exchange);
                case LIVE -> health(exchange, live());
                case READY -> health(exchange, ready());
                default ->
                    send(
                            exchange,
                            NOT_FOUND,
                            TEXT,
                            text("Here are " + METRICS + ", " + LIVE + " and " + READY + " of pipeline " + pipeline
                                    + ", and nothing else.\n"));
            }
        } catch (IOException gone) {
            // Whoever asked does not wait for the answer.
        }
    }

    private void metrics(HttpExchange exchange) throws IOException {
        RunningPipeline known = running;
        if (known == null) {
            send(exchange, UNAVAILABLE, TEXT, text("starting\n"));
        } else {
            send(exchange, OK, PrometheusText.contentType(), PrometheusText.of(pipeline, known.measurements()));
        }
    }

    private HealthAnswer live() {
        RunningPipeline known = running;
        return known == null
                ? HealthAnswer.starting(sinceStart(), plan.stalledAfter(), true)
                : HealthAnswer.live(known.health(), plan.stalledAfter());
    }

    private HealthAnswer ready() {
        RunningPipeline known = running;
        return known == null
                ? HealthAnswer.starting(sinceStart(), plan.stalledAfter(), false)
                : HealthAnswer.ready(known.health(), plan.stalledAfter());
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static void health(HttpExchange exchange, HealthAnswer answer) throws IOException {
        send(exchange, answer.well() ? OK : UNAVAILABLE, TEXT, text(answer.reason() + "\n"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, NO_BODY);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
