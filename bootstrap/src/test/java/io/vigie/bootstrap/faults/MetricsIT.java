package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.bootstrap.metrics.Promtool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** What a running pipeline tells by HTTP, against its tables. */
class MetricsIT {

    private static final String BATCHES = "vigie_batch_duration_seconds_count";
    private static final long MILLISECONDS_BETWEEN_LOOKS = 200;
    private static final Pattern ADDRESS = Pattern.compile("metrics at (http://127\\.0\\.0\\.1:\\d+)/metrics");
    private static final Pattern NUMBER = Pattern.compile("(vigie_[a-z_]+)\\{pipeline=\"fleet\",?([^}]*)} (\\S+)");
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private Path watched() throws IOException {
        return Files.createDirectories(directory.resolve("in"));
    }

    private Path out() {
        return directory.resolve("out");
    }

    @Test
    void aPipelineTellsWhatItsTablesHoldAndGoesOnCountingActiveAlarmsAfterARestart() throws Exception {
        List<Path> files = SimulatedInput.get().files();
        Pipeline pipeline = Pipeline.write(
                directory, watched(), 1, out(), "trigger: { every: 1s }", "metrics: { address: \"127.0.0.1:0\" }");
        try (VigieProcess process = VigieProcess.run(pipeline)) {
            process.await(
                    "it told where it answers",
                    () -> ADDRESS.matcher(process.said()).find());
            String address = address(process);
            assertThat(ask(address, "/health/live")).isEqualTo("200 starting");
            assertThat(ask(address, "/health/ready")).isEqualTo("503 starting");

            long messages = 0;
            for (Path file : files.subList(0, 4)) {
                messages += Bytes.lines(Files.readAllBytes(file)).size();
                move(file);
            }
            messages += moveHotBoilers();
            long all = messages;
            process.await("all was told of", () -> messagesOf(numbers(address)) == all);
            assertThat(ask(address, "/health/ready")).isEqualTo("200 ready");
            assertThat(ask(address, "/health/live")).isEqualTo("200 running");
            process.await("the last batch was told of", () -> whole(numbers(address), BATCHES) >= 4);
            Map<String, String> numbers = settled(address);
            mustAgreeWithTables(numbers);
            assertThat(toldActive(numbers)).isNotEmpty().isEqualTo(active());
            assertThat(whole(numbers, "vigie_state_rows")).isPositive();
            assertThat(numbers.get("vigie_pipeline_running")).isEqualTo("1");
            mustBeReadByPrometheus(address);

            process.terminate();
            assertThat(process.end(LONGEST_FAREWELL).status()).isEqualTo(VigieProcess.TERMINATED);
        }

        try (VigieProcess process = VigieProcess.run(pipeline)) {
            process.await(
                    "it told where it answers",
                    () -> ADDRESS.matcher(process.said()).find());
            String again = address(process);
            process.await("it was ready", () -> ask(again, "/health/ready").equals("200 ready"));
            Map<String, String> numbers = settled(again);
            assertThat(whole(numbers, "vigie_readings_total")).isZero();
            assertThat(toldActive(numbers)).as("after the restart").isNotEmpty().isEqualTo(active());

            Pipeline second = Pipeline.write(
                    directory.resolve("second"),
                    watched(),
                    1,
                    directory.resolve("second/out"),
                    "metrics: { address: \"" + again.substring("http://".length()) + "\" }");
            try (VigieProcess late = VigieProcess.run(second)) {
                VigieProcess.Ended refused = late.end();
                assertThat(refused.status()).isEqualTo(VigieProcess.REFUSED);
                assertThat(refused.err())
                        .contains("cannot be served at 127.0.0.1:")
                        .contains("Address already in use");
                assertThat(second.out()).doesNotExist();
            }
        }
    }

    private void mustAgreeWithTables(Map<String, String> numbers) {
        assertThat(whole(numbers, "vigie_late_readings_total"))
                .isEqualTo(table("readings").stream()
                        .filter(row -> row.getAs("late"))
                        .count());
        assertThat(whole(numbers, "vigie_windows_total"))
                .isEqualTo(table("windows").size());
        Map<String, Long> rejected = new TreeMap<>();
        table("rejected").forEach(row -> rejected.merge("reason=\"" + row.getAs("reason") + "\"", 1L, Long::sum));
        assertThat(positive(numbers, "vigie_rejected_messages_total"))
                .isNotEmpty()
                .isEqualTo(rejected);
        Map<String, Long> transitions = new TreeMap<>();
        table("alarms")
                .forEach(row -> transitions.merge(
                        "rule=\"" + row.getAs("rule_id") + "\",severity=\"" + row.getAs("severity") + "\",transition=\""
                                + row.getAs("transition") + "\"",
                        1L,
                        Long::sum));
        assertThat(positive(numbers, "vigie_alarm_transitions_total"))
                .isNotEmpty()
                .isEqualTo(transitions);
    }

    /** By rule, as the table of alarms has it. */
    private Map<String, Long> active() {
        Map<String, Long> active = new TreeMap<>();
        table("alarms").forEach(row -> {
            String transition = row.getAs("transition");
            long more = transition.equals("raised") ? 1 : transition.equals("cleared") ? -1 : 0;
            active.merge(row.getAs("rule_id"), more, Long::sum);
        });
        active.values().removeIf(count -> count == 0);
        return active;
    }

    /** By rule, as it is told. */
    private static Map<String, Long> toldActive(Map<String, String> numbers) {
        Map<String, Long> told = new TreeMap<>();
        positive(numbers, "vigie_alarms_active")
                .forEach((labels, count) ->
                        told.merge(labels.replaceFirst("rule=\"([^\"]*)\".*", "$1"), count, Long::sum));
        return told;
    }

    private static long messagesOf(Map<String, String> numbers) {
        Map<String, Long> rejected = positive(numbers, "vigie_rejected_messages_total");
        rejected.remove("reason=\"late\"");
        return whole(numbers, "vigie_readings_total")
                + rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * What is told while nothing changes for two batches: time that passes can raise alarms too, and a batch has written
     * its tables before it is told of.
     */
    private Map<String, String> settled(String address) throws InterruptedException {
        Map<String, String> numbers = numbers(address);
        while (true) {
            Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
            Map<String, String> later = numbers(address);
            if (!positive(later, "vigie_alarm_transitions_total")
                            .equals(positive(numbers, "vigie_alarm_transitions_total"))
                    || whole(later, "vigie_windows_total") != whole(numbers, "vigie_windows_total")) {
                numbers = later;
            } else if (whole(later, BATCHES) >= whole(numbers, BATCHES) + 2) {
                return later;
            }
        }
    }

    private void mustBeReadByPrometheus(String address) throws Exception {
        Promtool promtool;
        try {
            promtool = Promtool.get();
        } catch (TestAbortedException absent) {
            return; // MonitoringExamplesTest says so
        }
        promtool.mustAccept(body(address, "/metrics").getBytes(StandardCharsets.UTF_8), "check", "metrics");
    }

    private List<Row> table(String name) {
        return Tables.read(out().resolve(name)).collectAsList();
    }

    private static long whole(Map<String, String> numbers, String name) {
        return (long) Double.parseDouble(numbers.getOrDefault(name, "NaN"));
    }

    /** Those of a metric that are not zero, by their labels. */
    private static Map<String, Long> positive(Map<String, String> numbers, String name) {
        Map<String, Long> found = new TreeMap<>();
        numbers.forEach((series, value) -> {
            long count = (long) Double.parseDouble(value);
            if (series.startsWith(name + " ") && count != 0) {
                found.put(series.substring(name.length() + 1), count);
            }
        });
        return found;
    }

    /** By name, and labels where there are some. */
    private Map<String, String> numbers(String address) {
        Map<String, String> numbers = new TreeMap<>();
        Matcher number = NUMBER.matcher(body(address, "/metrics"));
        while (number.find()) {
            String value = number.group(3);
            numbers.put(
                    number.group(1) + (number.group(2).isEmpty() ? "" : " " + number.group(2)),
                    value.endsWith(".0") ? value.substring(0, value.length() - 2) : value);
        }
        return numbers;
    }

    private static String address(VigieProcess process) {
        Matcher address = ADDRESS.matcher(process.said());
        assertThat(address.find()).isTrue();
        return address.group(1);
    }

    private String ask(String address, String path) {
        HttpResponse<String> answer = get(address, path);
        return answer.statusCode() + " " + answer.body().strip();
    }

    private String body(String address, String path) {
        return get(address, path).body();
    }

    private HttpResponse<String> get(String address, String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address + path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer from " + address + path, e);
        }
    }

    /** Two boilers that stay too hot: alarms that are active for good. */
    private int moveHotBoilers() throws IOException {
        List<String> lines = Stream.of("boiler-hot-1", "boiler-hot-2")
                .flatMap(boiler -> Stream.of("00", "01").map(minute -> """
                        {"deviceId":"%s","metric":"temperature","value":99,"timestamp":"2026-02-01T00:%s:00Z"}""".formatted(boiler, minute)))
                .toList();
        move(Files.write(Files.createDirectories(directory.resolve("hot")).resolve("hot.jsonl"), lines));
        return lines.size();
    }

    /** As one should: written elsewhere, then moved into place. */
    private void move(Path file) throws IOException {
        Path copy = directory.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(copy, watched().resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
}
