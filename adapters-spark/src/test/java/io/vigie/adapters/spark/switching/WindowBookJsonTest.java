package io.vigie.adapters.spark.switching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.collection.Array;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.MetricPattern;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowBookJsonTest {

    private static final WindowBook BOOK = WindowBook.of(
            WindowDefinition.of(
                    "per minute", new WindowSpec.Tumbling(Duration.ofMinutes(1)), Aggregate.Statistic.COUNT),
            new WindowDefinition(
                    "\"trend\"",
                    new WindowSpec.Hopping(Duration.ofMinutes(5), Duration.ofMillis(1500)),
                    Array.of("mean", "stddev", "p99.9")
                            .map(word -> Aggregate.parse(word).get()),
                    MetricPattern.of("temp*", "né"),
                    new DevicePattern("boiler-*")),
            WindowDefinition.of("burst", new WindowSpec.Session(Duration.ofHours(36)), new Aggregate.Percentile(50)));

    @Test
    void windowsReadBackAsTheSame() throws IOException {
        assertThat(read(written())).isEqualTo(BOOK);
        assertThat(written())
                .contains("{\"name\":\"per minute\",\"tumbling\":\"1m\",\"aggregates\":[\"count\"]")
                .contains("\"hopping\":{\"size\":\"5m\",\"every\":\"1500ms\"}");
    }

    @Test
    void cutAnywhereOrSomethingElseTheyAreAnError() throws IOException {
        String whole = written();
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(cut));
        }
        for (String edit : new String[] {"1m", "5m", "mean", "p99.9", "36h"}) {
            String edited = whole.replace("\"" + edit + "\"", "\"-7\"");
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(edited));
        }
    }

    private static String written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WindowBookJson.write(BOOK, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static WindowBook read(String json) throws IOException {
        return WindowBookJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
