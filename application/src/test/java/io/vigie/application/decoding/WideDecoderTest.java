package io.vigie.application.decoding;

import static io.vigie.application.decoding.Decoded.wide;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.HashMap;
import io.vavr.control.Option;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.SensorReading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WideDecoderTest {

    private static SensorReading reading(String metric, double value) {
        return new SensorReading(
                new DeviceId("boiler-7"),
                new Metric(metric),
                value,
                Option.none(),
                Instant.parse("2026-01-01T00:00:00Z"),
                HashMap.of("site", "lyon"));
    }

    private static String message(String fields) {
        return "{\"deviceId\":\"boiler-7\"," + fields
                + ",\"tags\":{\"site\":\"lyon\"},\"timestamp\":\"2026-01-01T00:00:00Z\"}";
    }

    @Test
    void makesAReadingOfEachNumberInTheMessagesOrder() {
        Decoded decoded = wide(message("\"temperature\":81.5,\"pressure\":2.1,\"value\":-0.0,\"unit\":3"));
        assertThat(decoded.defects).isEmpty();
        assertThat(decoded.readings)
                .containsExactly(
                        reading("temperature", 81.5),
                        reading("pressure", 2.1),
                        reading("value", 0),
                        reading("unit", 3));
    }

    @Test
    void rescuesWhatIsNoNumberOnTheFirstReading() {
        Decoded decoded = wide(message("\"a\":1,\"s\":\"x\",\"n\":null,\"o\":{\"p\": 1},\"b\":2,\"l\":[ ],\"t\":true"));
        String rescued = "{\"s\":\"x\",\"n\":null,\"o\":{\"p\": 1},\"l\":[ ],\"t\":true}";
        assertThat(decoded.readings).containsExactly(reading("a", 1), reading("b", 2));
        assertThat(decoded.rescued).containsExactly(rescued, "");
    }

    @Test
    void saysEveryDefectAtOnceAndGivesNoReading() {
        assertThat(wide("{\"ok\":1,\"b\\u0061d\":NaN,\"tags\":[],\"\":1,\"worse\":1e400,\"timestamp\":true}")
                        .defects())
                .containsExactly(
                        new Defect.MissingField("/deviceId"),
                        new Defect.OutOfRange("/bad", "is not finite"),
                        new Defect.OutOfRange("/", "is a metric without a name"),
                        new Defect.OutOfRange("/worse", "is not finite"),
                        new Defect.WrongType(
                                "/timestamp", "an ISO-8601 time with an offset, or epoch milliseconds", "a boolean"),
                        new Defect.WrongType("/tags", "an object", "an array"));
        assertThat(wide(message("\"" + "m".repeat(257) + "\":1")).details())
                .containsExactly("/" + "m".repeat(257) + " is a metric's name of 257 characters, more than 256");
    }

    @Test
    void missesAMetricWhereNoFieldIsANumber() {
        assertThat(wide(message("\"a\":\"1\"")).details()).containsExactly("/<metric> is missing");
    }

    @Test
    void refusesAMetricThatComesTwice() {
        assertThat(wide(message("\"a\":1,\"b\":2,\"\\u0061\":3")).details())
                .singleElement()
                .asString()
                .startsWith("a appears twice at byte ");
    }

    @Test
    void takesAsManyReadingsAsTheLimitSays() {
        StringBuilder fields = new StringBuilder("\"m0\":0");
        for (int i = 1; i < 100; i++) {
            fields.append(",\"m").append(i).append("\":").append(i);
        }
        byte[] message = message(fields.toString()).getBytes(StandardCharsets.UTF_8);
        assertThat(Decoded.of(PayloadFormat.WIDE, new DecodingLimits(10_000, 10, 10, 100), message).readings)
                .hasSize(100)
                .last()
                .isEqualTo(reading("m99", 99));
        assertThat(Decoded.of(PayloadFormat.WIDE, new DecodingLimits(10_000, 10, 10, 99), message)
                        .defects())
                .containsExactly(new Defect.TooLarge("the message has more than 99 readings"));
    }
}
