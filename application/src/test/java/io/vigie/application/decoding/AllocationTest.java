package io.vigie.application.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vavr.collection.Seq;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.domain.reading.Defect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationTest {

    private static final int MESSAGES = 2_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "FLAT|{\"deviceId\":\"d\\u00e9\",\"metric\":\"m\",\"value\":81.53846153846153,\"unit\":\"c\",\"more\":[1e5,{}],"
                        + "\"timestamp\":\"2026-01-01T00:00:00.010Z\",\"tags\":{\"site\":\"lyon\",\"floor\":3,\"room\":null}}",
                "FLAT|{\"deviceId\":\"d\",\"metric\":\"m\",\"value\":-1.5e-3,\"timestamp\":1767225600010.5}",
                "WIDE|{\"deviceId\":\"d\",\"timestamp\":1767225600010,\"a\":1,\"b\":2.5,\"c\":1234567890123456789,\"d\":\"x\"}",
                "SENML|[{\"bn\":\"urn:dev:1:\",\"bt\":1.32e9,\"bv\":1,\"bver\":10},{\"n\":\"a\",\"u\":\"Cel\",\"v\":1.5,\"t\":-1},"
                        + "{\"n\":\"b\",\"vb\":true,\"ut\":10}]"
            })
    void aGoodMessageAllocatesNothing(PayloadFormat format, String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        MessageDecoder decoder = MessageDecoder.of(format, DecodingLimits.DEFAULT);
        Counting counting = new Counting();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        decodeAll(decoder, bytes, counting);
        long before = threads.getThreadAllocatedBytes(thread);
        decodeAll(decoder, bytes, counting);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        // A little is the measurement's own; one object a message would be 16 bytes.
        assertThat(allocated / MESSAGES).isLessThan(8);
        assertThat(counting.readings).isPositive();
    }

    private static void decodeAll(MessageDecoder decoder, byte[] message, DecodedMessage target) {
        for (int i = 0; i < MESSAGES; i++) {
            decoder.decode(message, 0, message.length, Decoded.ARRIVAL, target);
        }
    }

    private static final class Counting implements DecodedMessage {
        private int readings;

        @Override
        public void reading(DecodedReading reading) {
            readings++;
        }

        @Override
        public void rejected(Seq<Defect> defects, int more) {
            throw new AssertionError(defects);
        }
    }
}
