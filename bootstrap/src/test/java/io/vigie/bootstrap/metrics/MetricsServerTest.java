package io.vigie.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.collection.Seq;
import io.vigie.application.measurement.Measurement;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.plan.MetricsPlan;
import io.vigie.application.port.out.PipelineHealth;
import io.vigie.application.port.out.PipelineRefused;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MetricsServerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final MetricsServer server = MetricsServer.open("boilers", new MetricsPlan("127.0.0.1", 0, PATIENCE));
    private final HttpClient client = HttpClient.newHttpClient();
    private final Pretended pipeline = new Pretended();

    private static final class Pretended implements RunningPipeline {

        private volatile PipelineHealth health = new PipelineHealth(true, false, Duration.ZERO);

        @Override
        public void awaitEnd() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void stop() {
            throw new UnsupportedOperationException();
        }

        @Override
        public PipelineHealth health() {
            return health;
        }

        @Override
        public Seq<Measurement> measurements() {
            return PrometheusTextTest.ALL;
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    private URI at(String path) {
        return URI.create(server.address()).resolve(path);
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(at(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String health(String path) throws Exception {
        HttpResponse<String> answer = ask("GET", path);
        return answer.statusCode() + " " + answer.body().strip();
    }

    @Test
    void whileThePipelineIsStartedItLivesAndIsNotReady() throws Exception {
        assertThat(health("/health/live")).isEqualTo("200 starting");
        assertThat(health("/health/ready")).isEqualTo("503 starting");
        assertThat(health("/metrics")).isEqualTo("503 starting");
    }

    @Test
    void aStartThatTakesTooLongIsNotAlive() throws Exception {
        try (MetricsServer impatient =
                MetricsServer.open("boilers", new MetricsPlan("127.0.0.1", 0, Duration.ofMillis(1)))) {
            Thread.sleep(5);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(impatient.address()).resolve("/health/live"))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void aPipelineIsReadyAfterItsFirstBatchAndAliveUntilItEnds() throws Exception {
        server.watch(pipeline);
        assertThat(health("/health/live")).isEqualTo("200 running");
        assertThat(health("/health/ready")).startsWith("503 no batch is done yet");

        pipeline.health = new PipelineHealth(true, true, Duration.ofMinutes(1));
        assertThat(health("/health/ready")).isEqualTo("200 ready");

        pipeline.health = new PipelineHealth(false, true, Duration.ZERO);
        assertThat(health("/health/live")).isEqualTo("503 the pipeline has ended");
        assertThat(health("/health/ready")).isEqualTo("503 the pipeline has ended");
    }

    @Test
    void aStuckPipelineIsNotAlive() throws Exception {
        server.watch(pipeline);
        pipeline.health = new PipelineHealth(true, true, PATIENCE);
        assertThat(health("/health/live")).isEqualTo("200 running");
        pipeline.health = new PipelineHealth(true, true, PATIENCE.plusSeconds(1));
        assertThat(health("/health/live")).isEqualTo("503 nothing has moved for 901 seconds");
        assertThat(health("/health/ready")).startsWith("503 nothing has moved");
    }

    @Test
    void theNumbersAreToldAsPrometheusAsksForThem() throws Exception {
        server.watch(pipeline);
        HttpResponse<String> answer = ask("GET", "/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(answer.body()).contains("vigie_readings_total{pipeline=\"boilers\"} 1.5");
        assertThat(ask("HEAD", "/metrics").body()).isEmpty();
    }

    @Test
    void nothingButReadingIsAllowedAndNothingElseIsThere() throws Exception {
        assertThat(ask("POST", "/metrics").statusCode()).isEqualTo(405);
        assertThat(ask("DELETE", "/health/live").statusCode()).isEqualTo(405);
        assertThat(ask("GET", "/metrics/all").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/").body()).contains("/metrics, /health/live and /health/ready");
    }

    @Test
    void whoIsSlowDoesNotKeepOthersWaitingForLong() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), at("/").getPort());
                slow.add(socket);
                OutputStream out = socket.getOutputStream();
                out.write("GET /metrics HTTP/1.1\r\nHost: l".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            assertThat(health("/health/live")).isEqualTo("200 starting");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void anAddressThatIsTakenIsRefusedAndNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(PipelineRefused.class)
                    .isThrownBy(() ->
                            MetricsServer.open("boilers", new MetricsPlan("127.0.0.1", taken.getLocalPort(), PATIENCE)))
                    .withMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .withMessageContaining("Address already in use")
                    .withMessageContaining("Give another address in `metrics`");
        }
    }
}
