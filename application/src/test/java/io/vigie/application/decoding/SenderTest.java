package io.vigie.application.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.application.plan.PayloadFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SenderTest {

    private static final byte[] NAME = "boiler-7".getBytes(StandardCharsets.UTF_8);

    private final Slice sender = new Slice();

    SenderTest() {
        sender.set(NAME, 0, NAME.length);
    }

    private Decoded sent(PayloadFormat format, String message) {
        MessageDecoder decoder = MessageDecoder.of(format, DecodingLimits.DEFAULT);
        decoder.sender(sender);
        return Decoded.by(decoder, message.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> lines(PayloadFormat format, String message) {
        Decoded decoded = sent(format, message);
        assertThat(decoded.defects).isEmpty();
        return decoded.readings.stream()
                .map(reading -> reading.device() + " " + reading.metric() + " " + reading.value())
                .toList();
    }

    @Test
    void aMessageThatNamesNoDeviceIsItsSenders() {
        assertThat(lines(PayloadFormat.FLAT, "{\"metric\":\"m\",\"value\":1,\"timestamp\":1767225600000}"))
                .containsExactly("boiler-7 m 1.0");
        assertThat(lines(
                        PayloadFormat.FLAT,
                        "{\"deviceId\":null,\"metric\":\"m\",\"value\":1,\"timestamp\":1767225600000}"))
                .containsExactly("boiler-7 m 1.0");
        assertThat(lines(PayloadFormat.WIDE, "{\"timestamp\":1767225600000,\"a\":1,\"b\":2}"))
                .containsExactly("boiler-7 a 1.0", "boiler-7 b 2.0");
        assertThat(lines(PayloadFormat.SENML, "[{\"n\":\"a\",\"v\":1},{\"u\":\"Cel\",\"v\":2},{\"v\":3}]"))
                .containsExactly("boiler-7 a 1.0", "boiler-7 Cel 2.0", "boiler-7 value 3.0");
    }

    @Test
    void aMessageThatNamesADeviceIsThatDevices() {
        assertThat(lines(
                        PayloadFormat.FLAT,
                        "{\"deviceId\":\"d\",\"metric\":\"m\",\"value\":1,\"timestamp\":1767225600000}"))
                .containsExactly("d m 1.0");
        assertThat(lines(PayloadFormat.WIDE, "{\"timestamp\":1767225600000,\"a\":1,\"deviceId\":\"d\"}"))
                .containsExactly("d a 1.0");
        assertThat(lines(PayloadFormat.SENML, "[{\"bn\":\"d:\",\"n\":\"a\",\"v\":1}]"))
                .containsExactly("d a 1.0");
    }

    @Test
    void aDeviceOfTheWrongTypeIsNotMadeGood() {
        assertThat(sent(PayloadFormat.FLAT, "{\"deviceId\":7,\"metric\":\"m\",\"value\":1,\"timestamp\":1767225600000}")
                        .details())
                .singleElement()
                .asString()
                .contains("/deviceId");
    }

    @Test
    void whatElseIsWrongIsSaidWithoutTheDevice() {
        assertThat(sent(PayloadFormat.FLAT, "{\"metric\":\"m\",\"value\":true,\"timestamp\":1767225600000}")
                        .details())
                .singleElement()
                .asString()
                .contains("/value");
        assertThat(sent(PayloadFormat.WIDE, "{\"timestamp\":\"x\",\"a\":1}").details())
                .singleElement()
                .asString()
                .contains("/timestamp");
    }

    @Test
    void aNameThatIsTooLongForADeviceIsRejected() {
        byte[] tooLong = "x".repeat(257).getBytes(StandardCharsets.UTF_8);
        sender.set(tooLong, 0, tooLong.length);
        for (PayloadFormat format : PayloadFormat.values()) {
            String message = format == PayloadFormat.SENML
                    ? "[{\"n\":\"a\",\"v\":1}]"
                    : "{\"metric\":\"m\",\"value\":1,\"timestamp\":1767225600000}";
            assertThat(sent(format, message).details()).as(format.word()).hasSize(1);
        }
    }

    @Test
    void withoutASenderAMessageMustNameItsDeviceAgain() {
        MessageDecoder decoder = MessageDecoder.of(PayloadFormat.FLAT, DecodingLimits.DEFAULT);
        byte[] message = "{\"metric\":\"m\",\"value\":1,\"timestamp\":1767225600000}".getBytes(StandardCharsets.UTF_8);
        decoder.sender(sender);
        assertThat(Decoded.by(decoder, message).readings).hasSize(1);
        sender.clear();
        decoder.sender(sender);
        assertThat(Decoded.by(decoder, message).defects()).hasSize(1);
    }
}
