package io.vigie.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigie.application.measurement.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples for Prometheus and Grafana, and the manual. */
class MonitoringExamplesTest {

    private static final Path EXAMPLES = Path.of("src/main/examples/monitoring");
    private static final Path MANUAL = Path.of("METRICS.md");

    private static final Pattern NAME = Pattern.compile("\\bvigie_[a-z_]+\\b");
    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([a-z_, ]+)\\)");
    private static final Pattern MATCHER = Pattern.compile("[{,]\\s*([a-z_]+)\\s*(?:=~|!~|!=|=)\\s*\"");

    /** As Prometheus has them: a histogram is three. */
    private static Set<String> exposed() {
        Set<String> names = new HashSet<>();
        for (Meter meter : Meter.values()) {
            if (meter == Meter.BATCH_DURATION) {
                Stream.of("_bucket", "_sum", "_count").forEach(part -> names.add(meter.text() + part));
            } else {
                names.add(meter.text());
            }
        }
        return names;
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(matcher.groupCount()));
        }
        return found;
    }

    private static List<String> queriesOfTheDashboard() throws IOException {
        JsonNode dashboard =
                new ObjectMapper().readTree(EXAMPLES.resolve("dashboard.json").toFile());
        List<String> queries = new ArrayList<>();
        dashboard.findValues("expr").forEach(query -> queries.add(query.asText()));
        return queries;
    }

    private static void mustUseWhatIsExposed(String queries) {
        assertThat(found(NAME, queries)).isNotEmpty().isSubsetOf(exposed());
        Set<String> labels = new HashSet<>(Set.of("pipeline", "le", "job"));
        for (Meter meter : Meter.values()) {
            labels.addAll(meter.labels().asJava());
        }
        assertThat(found(MATCHER, queries)).isNotEmpty().isSubsetOf(labels);
        found(GROUPING, queries)
                .forEach(group -> assertThat(group.split(", ")).as(group).isSubsetOf(labels));
    }

    @Test
    void theDashboardAsksForMetricsAndLabelsThatThereAre() throws IOException {
        List<String> queries = queriesOfTheDashboard();
        assertThat(queries).hasSizeGreaterThan(15);
        mustUseWhatIsExposed(String.join("\n", queries));
    }

    @Test
    void theDashboardsPanelsHaveTheirOwnNumbersAndPlaces() throws IOException {
        JsonNode panels = new ObjectMapper()
                .readTree(EXAMPLES.resolve("dashboard.json").toFile())
                .get("panels");
        Set<Integer> numbers = new HashSet<>();
        Set<String> places = new HashSet<>();
        for (JsonNode panel : panels) {
            assertThat(numbers.add(panel.get("id").asInt())).isTrue();
            JsonNode at = panel.get("gridPos");
            assertThat(places.add(at.get("x") + " " + at.get("y"))).as("%s", at).isTrue();
            assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
        }
    }

    @Test
    void theAlertingRulesAskForMetricsAndLabelsThatThereAre() throws IOException {
        mustUseWhatIsExposed(Files.readString(EXAMPLES.resolve("alerts.yaml")));
    }

    @Test
    void prometheusTakesTheAlertingRules() throws Exception {
        Promtool.get()
                .mustAccept(
                        new byte[0],
                        "check",
                        "rules",
                        EXAMPLES.resolve("alerts.yaml").toString());
    }

    @Test
    void theAlertingRulesPassTheirTests() throws Exception {
        Promtool.get()
                .mustAccept(
                        new byte[0],
                        "test",
                        "rules",
                        EXAMPLES.resolve("alerts-test.yaml").toString());
    }

    @Test
    void theManualHasEveryMetricAndNoOther() throws IOException {
        String manual = Files.readString(MANUAL);
        Set<String> meters = new TreeSet<>();
        for (Meter meter : Meter.values()) {
            meters.add(meter.text());
            assertThat(manual).contains("| `" + meter.text() + "` |");
            meter.labels().forEach(label -> assertThat(manual).contains("`" + label + "`"));
        }
        meters.addAll(exposed());
        assertThat(found(NAME, manual)).isSubsetOf(meters);
    }
}
