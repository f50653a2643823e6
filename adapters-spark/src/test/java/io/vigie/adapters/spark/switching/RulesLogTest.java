package io.vigie.adapters.spark.switching;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Severity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesLogTest {

    /** As rules stood in {@code serialized-rules.bin}, which an earlier version wrote: each function, each trigger. */
    private static final RuleBook BOOK = rules(
            rule("every-function")
                    .metric("temperature")
                    .raise(
                            Severity.CRITICAL,
                            when("mean(value, 10m) > 1 or min(value, 10m) < 2 and not max(value, 10m) >= 3"))
                    .raise(
                            Severity.MAJOR,
                            when("sum(value, 10m) <= 4 or count(value, 10m) == 5 or stddev(pressure, 10m) != 6")
                                    .heldFor(Duration.ofSeconds(30))
                                    .until("delta(value) between -1 and 1"))
                    .raise(
                            Severity.MINOR,
                            when("rate(value, 500ms) > 0.1 and zscore(`a b`, 1h) > 3")
                                    .times(3))
                    .raise(
                            Severity.WARNING,
                            when("percentile(value, 99.5, 7d) > 1e300 / -(2) or flatline(value, 366d)"
                                            + " or abs(value - 20) * 2 + 1 > ewmean(value, 0.1)")
                                    .times(4)
                                    .within(Duration.ofHours(1))
                                    .until("ewzscore(value, 0.25) < 6 and value < 75"))
                    .build(),
            rule("silent")
                    .metric("temperature")
                    .devices("boiler-*")
                    .raise(Severity.MAJOR, silentFor(Duration.ofMinutes(10)))
                    .clearAfter(Duration.ofSeconds(61))
                    .message("{device} says nothing: \"né\" at {time}")
                    .shadow()
                    .build(),
            rule("without-metric")
                    .raise(Severity.MINOR, when("temperature > 60 and pressure < 2"))
                    .build());

    @Test
    void theEndingsOfEntriesReadBackAsTheSame() throws IOException {
        RuleBook endings = rules(rule("endings")
                .metric("m")
                .raise(Severity.MINOR, when("value > 4").times(3).holds(Duration.ofMinutes(10)))
                .raise(
                        Severity.MINOR,
                        when("value > 4")
                                .until("value < 2", Duration.ofMinutes(5))
                                .keepingUndefined())
                .build());
        byte[] written = written(endings);

        assertThat(read(written)).isEqualTo(endings);
        assertThat(new String(written, StandardCharsets.UTF_8))
                .contains("{\"severity\":\"minor\",\"when\":\"value > 4\",\"times\":3,\"holds\":\"10m\"}")
                .contains("\"until\":{\"when\":\"value < 2\",\"for\":\"5m\"},\"undefined\":\"keep\"}");
    }

    @Test
    void rulesReadBackAsTheSame() throws IOException {
        byte[] written = written(BOOK);

        assertThat(read(written)).isEqualTo(BOOK);
        assertThat(new String(written, StandardCharsets.UTF_8))
                .startsWith("{\"rules\":[{\"id\":\"every-function\",\"metric\":\"temperature\",\"devices\":\"*\"")
                .contains("{\"severity\":\"minor\",\"when\":\"temperature > 60 and pressure < 2\"}");
    }

    @Test
    void rulesThatAnEarlierVersionSerializedAreReadAsTheyWere() throws IOException {
        assertThat(read(serialized())).isEqualTo(BOOK);
    }

    @Test
    void nothingButRulesIsMadeOfSerializedBytes() throws IOException {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(bytesOf(new Planted())));
        assertThat(Planted.isMade).isFalse();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read(bytesOf(InetAddress.getLoopbackAddress())))
                .withMessageContaining("REJECTED");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read(bytesOf("no rules")))
                .withMessageContaining("something else than rules");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"rules\":[{\"id\":\"r\"",
                "{\"rules\":[{\"id\":\"r\"}]}",
                "{\"rules\":[{\"id\":\"r\",\"devices\":\"*\",\"clear\":\"0s\",\"message\":\"m\","
                        + "\"raise\":[{\"severity\":\"minor\",\"when\":\"value >\"}]}]}"
            })
    void whatIsNoRulesIsTold(String text) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    /** Cut anywhere, the file of before is an error and nothing else. */
    @Test
    void cutSerializedRulesAreAnError() throws IOException {
        byte[] whole = serialized();
        for (int length = 2; length < whole.length; length += 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(cut));
        }
    }

    private static byte[] written(RuleBook book) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RuleBookJson.write(book, out);
        return out.toByteArray();
    }

    private static RuleBook read(byte[] bytes) throws IOException {
        return RulesLog.read(new ByteArrayInputStream(bytes));
    }

    private static byte[] serialized() throws IOException {
        try (InputStream in = Objects.requireNonNull(RulesLogTest.class.getResourceAsStream("serialized-rules.bin"))) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytesOf(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static final class Planted implements Serializable {
        private static final long serialVersionUID = 1;
        static boolean isMade;

        private Object readResolve() {
            isMade = true;
            return this;
        }
    }
}
