package io.vigie.application.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vavr.collection.Array;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.MetricPattern;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSpec;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One message within every limit of its size, made to become very many times as much. */
class HostileMessagesTest {

    private static final int MANY = 9_000;

    private static byte[] wide(int metrics, String... others) {
        String numbers = IntStream.range(0, metrics)
                .mapToObj(metric -> ",\"m" + metric + "\":" + metric)
                .collect(Collectors.joining());
        return ("{\"deviceId\":\"d\",\"timestamp\":\"2026-01-01T00:00:00Z\"" + String.join("", others) + numbers + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] pack(String first, int records, IntFunction<String> record) {
        return IntStream.range(0, records)
                .mapToObj(record)
                .collect(Collectors.joining(",", "[" + first + ",", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static DecodingLimits under(WindowDefinition... windows) {
        return new DecodingLimits(1 << 20, 64, 1_000, 10_000, WindowBook.of(windows));
    }

    private static WindowDefinition hopping(int atOnce, MetricPattern metrics) {
        return new WindowDefinition(
                "hopping",
                new WindowSpec.Hopping(Duration.ofSeconds(atOnce), Duration.ofSeconds(1)),
                Array.of(new Aggregate.Statistic(Aggregate.Statistic.Kind.MEAN)),
                metrics,
                DevicePattern.EVERY);
    }

    @Test
    void whatIsRescuedOfAWideMessageStandsOnceHoweverManyReadingsThereAre() {
        Decoded decoded = Decoded.of(
                PayloadFormat.WIDE, DecodingLimits.DEFAULT, wide(MANY, ",\"text\":\"" + "x".repeat(900_000) + "\""));

        assertThat(decoded.defects).isEmpty();
        assertThat(decoded.rescued).hasSize(MANY);
        assertThat(decoded.rescued.get(0)).hasSizeGreaterThan(900_000);
        assertThat(decoded.rescued.subList(1, MANY)).containsOnly("");
    }

    @Test
    void tagsBesideVeryManyReadingsAreTooLarge() {
        String tags = ",\"tags\":{\"site\":\"" + "x".repeat(2_000) + "\"}";

        assertThat(Decoded.of(PayloadFormat.WIDE, DecodingLimits.DEFAULT, wide(8_000, tags)).readings)
                .hasSize(8_000);
        assertThat(Decoded.of(PayloadFormat.WIDE, DecodingLimits.DEFAULT, wide(MANY, tags))
                        .defects())
                .containsExactly(new Defect.TooLarge(
                        "the tags of the message's 9000 readings come to 18036000 bytes, more than 16777216"));
    }

    @Test
    void tagsThatReadingsAreGivenBesidesCountAsWell() {
        for (PayloadFormat format : List.of(PayloadFormat.WIDE, PayloadFormat.SENML)) {
            byte[] message = format == PayloadFormat.WIDE
                    ? wide(MANY)
                    : pack("{\"bn\":\"d:\"}", MANY, record -> "{\"n\":\"m\",\"v\":1}");
            MessageDecoder decoder = MessageDecoder.of(format, DecodingLimits.DEFAULT);

            decoder.tagged(2_000);
            assertThat(Decoded.by(decoder, message).defects())
                    .as(format.word())
                    .containsExactly(new Defect.TooLarge(
                            "the tags of the message's 9000 readings come to 18000000 bytes, more than 16777216"));
            decoder.tagged(1_000);
            assertThat(Decoded.by(decoder, message).readings).as(format.word()).hasSize(MANY);
        }
    }

    @Test
    void readingsInVeryManyWindowsAreTooLarge() {
        DecodingLimits limits = under(hopping(1_000, MetricPattern.EVERY));
        Defect tooLarge = new Defect.TooLarge("the message's 1001 readings are in 1001000 windows, more than 1000000");

        assertThat(Decoded.of(PayloadFormat.WIDE, limits, wide(1_000)).readings).hasSize(1_000);
        assertThat(Decoded.of(PayloadFormat.WIDE, limits, wide(1_001)).defects())
                .containsExactly(tooLarge);
        assertThat(Decoded.of(
                                PayloadFormat.SENML,
                                limits,
                                pack("{\"bn\":\"d:\"}", 1_001, record -> "{\"n\":\"m\",\"v\":1}"))
                        .defects())
                .containsExactly(tooLarge);
    }

    @Test
    void windowsOfOtherMetricsDoNotCount() {
        DecodingLimits limits = under(hopping(1_000, MetricPattern.of("m1")));

        assertThat(Decoded.of(PayloadFormat.WIDE, limits, wide(MANY)).readings).hasSize(MANY);
    }

    /** A base name is quoted for each record that it makes a wrong name. */
    @Test
    void averyLongBaseNameCostsItsLengthOnceAndNotForEachRecord() {
        for (char character : new char[] {'a', '?'}) {
            byte[] message = pack(
                    "{\"bn\":\"" + String.valueOf(character).repeat(900_000) + "\"}",
                    MANY,
                    record -> "{\"n\":\"m\",\"v\":1}");
            MessageDecoder decoder = MessageDecoder.of(PayloadFormat.SENML, DecodingLimits.DEFAULT);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            Decoded decoded = Decoded.by(decoder, message);
            long allocated =
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

            assertThat(decoded.defects()).hasSize(FoundDefects.MOST_KEPT);
            assertThat(decoded.more).isEqualTo(MANY - FoundDefects.MOST_KEPT);
            assertThat(decoded.details())
                    .allSatisfy(detail -> assertThat(detail).hasSizeLessThan(1_200));
            assertThat(allocated).isLessThan(200L << 20);
        }
    }

    @Test
    void aVeryLongNameIsQuotedByItsBeginning() {
        String name = "n".repeat(500_000);

        assertThat(Decoded.wide("{\"deviceId\":\"d\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"" + name + "\":1}")
                        .details())
                .containsExactly("/" + "n".repeat(1_000) + "… is a metric's name of 500000 characters, more than 256");
        assertThat(Decoded.wide("{\"" + name + "\":1,\"" + name + "\":1}").details())
                .containsExactly("n".repeat(1_000) + "… appears twice at byte 500006");
        assertThat(Decoded.flat("{\"tags\":{\"" + name + "\":1,\"" + name + "\":1}}")
                        .details())
                .containsExactly("tag " + "n".repeat(1_000) + "… appears twice at byte 500014");
        assertThat(Decoded.senMl("[{\"" + name + "_\":1}]").details())
                .singleElement()
                .asString()
                .startsWith("the field nnn")
                .hasSizeLessThan(1_200);
    }
}
