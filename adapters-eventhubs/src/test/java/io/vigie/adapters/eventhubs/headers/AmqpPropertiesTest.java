package io.vigie.adapters.eventhubs.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vigie.adapters.spark.spi.messages.MessageHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmqpPropertiesTest {

    private static final MessageHeader A_TEXT = header("site", "a1046c796f6e");

    private static MessageHeader header(String name, String hex) {
        return new MessageHeader(name, HexFormat.of().parseHex(hex));
    }

    private static MessageHeader text(String name, String value) {
        return new MessageHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> decoded(MessageHeader... headers) {
        return AmqpProperties.decode(Arrays.asList(headers)).stream()
                .map(header -> header.name() + "="
                        + (header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8)))
                .toList();
    }

    /** AMQP's encodings, and the text that they are. */
    static Stream<Arguments> values() {
        return Stream.of(
                arguments("a1046c796f6e", "lyon"),
                arguments("b1000000046c796f6e", "lyon"),
                arguments("a3046c796f6e", "lyon"),
                arguments("a100", ""),
                arguments("a10847c3a4766c652031", "Gävle 1"),
                arguments("a0026869", "hi"),
                arguments("40", null),
                arguments("41", "true"),
                arguments("42", "false"),
                arguments("5601", "true"),
                arguments("43", "0"),
                arguments("542a", "42"),
                arguments("54d6", "-42"),
                arguments("50ff", "255"),
                arguments("61ff38", "-200"),
                arguments("60ff38", "65336"),
                arguments("717fffffff", "2147483647"),
                arguments("70ffffffff", "4294967295"),
                arguments("8000000000ffffffff", "4294967295"),
                arguments("81ffffffffffffffff", "-1"),
                arguments("823ff8000000000000", "1.5"),
                arguments("723fc00000", "1.5"),
                arguments("7300000041", "A"),
                arguments("830000019b76daa80a", "2026-01-01T00:00:00.010Z"),
                arguments("980123456789abcdef0123456789abcdef", "01234567-89ab-cdef-0123-456789abcdef"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueOfAnEventThatCameOverAmqpIsReadAsAmqpWritesIt(String hex, String text) {
        assertThat(decoded(A_TEXT, header("x", hex))).containsExactly("site=lyon", "x=" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"US", "paris", "A", "T*", "lyon", "", "Gävle", "{\"a\":1}"})
    void aTextOfAClientOfKafkaStaysWhatItIs(String text) {
        assertThat(decoded(text("x", text))).containsExactly("x=" + text);
    }

    @Test
    void aNumberThatIsNoPrintableTextIsOneInAnyEvent() {
        assertThat(decoded(header("floor", "5403"), header("on", "5601"))).containsExactly("floor=3", "on=true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a1056c796f6e",
                "a1036c796f6e",
                "a1",
                "83000001",
                "ff00",
                "b1ffffffff",
                "c00100",
                "5602",
                "7300ffffff"
            })
    void whatOnlyBeginsLikeAmqpStaysWhatItIs(String hex) {
        byte[] value = HexFormat.of().parseHex(hex);
        assertThat(AmqpProperties.decode(List.of(new MessageHeader("x", value))))
                .singleElement()
                .satisfies(header -> assertThat(header.value()).isEqualTo(value));
    }

    @Test
    void whatIsTheMessagesOwnIsNotAmongThePropertiesOfTheApplication() {
        assertThat(decoded(
                        A_TEXT,
                        text("content-type", "application/json"),
                        header("message-id", "a10131"),
                        header("x-opt-sequence-number", "5505"),
                        text("x-opt-offset", "17")))
                .containsExactly("site=lyon", "message-id=1");
        assertThat(decoded(text("content-type", "application/json"))).containsExactly("content-type=application/json");
    }

    @Test
    void aHeaderWithoutAValueHasNone() {
        assertThat(decoded(A_TEXT, new MessageHeader("x", null))).containsExactly("site=lyon", "x=null");
    }

    @Test
    void iotHubTellsWhoseAMessageIsAndWhenItTookIt() {
        List<MessageHeader> headers = AmqpProperties.decode(List.of(
                header("iothub-connection-device-id", "a108626f696c65722d37"),
                header("iothub-enqueuedtime", "830000019b76daa80a")));

        assertThat(IotHub.device(headers)).asString(StandardCharsets.UTF_8).isEqualTo("boiler-7");
        assertThat(IotHub.arrival(headers, 5)).isEqualTo(1_767_225_600_010_000L);
        assertThat(IotHub.arrival(List.of(text("iothub-enqueuedtime", "2026-01-01T00:00:00.0100000Z")), 5))
                .isEqualTo(1_767_225_600_010_000L);
        assertThat(IotHub.arrival(List.of(text("iothub-enqueuedtime", "yesterday")), 5))
                .isEqualTo(5);
        assertThat(IotHub.device(List.of(text("other", "x")))).isNull();
    }
}
