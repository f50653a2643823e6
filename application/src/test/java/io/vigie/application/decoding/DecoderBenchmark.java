package io.vigie.application.decoding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.vavr.collection.Seq;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.domain.reading.Defect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many messages a decoder reads in a second, against Jackson that only looks at their tokens. Run it with {@code
 * org.openjdk.jmh.Main DecoderBenchmark -prof gc} on the test class path.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class DecoderBenchmark {

    private static final int MESSAGES = 1_000;

    /** The payload format. */
    @Param({"FLAT", "WIDE", "SENML"})
    public PayloadFormat format;

    private final byte[][] messages = new byte[MESSAGES][];
    private final Sum sum = new Sum();
    private final JsonFactory jackson = new JsonFactory();
    private MessageDecoder decoder;

    /** Makes the messages. */
    @Setup
    public void prepare() {
        Random random = new Random(1);
        for (int i = 0; i < MESSAGES; i++) {
            messages[i] = message(random).getBytes(StandardCharsets.UTF_8);
        }
        decoder = MessageDecoder.of(format, DecodingLimits.DEFAULT);
    }

    private String message(Random random) {
        int device = random.nextInt(100);
        double value = random.nextInt(1_000) / 10.0;
        int second = 10 + random.nextInt(50);
        return switch (format) {
            case FLAT ->
                "{\"deviceId\":\"boiler-" + device + "\",\"metric\":\"temperature\",\"value\":" + value
                        + ",\"unit\":\"celsius\",\"timestamp\":\"2026-01-01T00:00:" + second + ".010Z\"}";
            case WIDE ->
                "{\"deviceId\":\"boiler-" + device + "\",\"timestamp\":\"2026-01-01T00:00:" + second
                        + ".010Z\",\"temperature\":" + value + ",\"pressure\":2.1,\"flow\":0.5,\"level\":3}";
            case SENML ->
                "[{\"bn\":\"urn:dev:ow:" + device + ":\",\"bt\":1.7672256" + second
                        + "e+09,\"n\":\"temperature\",\"u\":\"Cel\",\"v\":" + value
                        + "},{\"n\":\"pressure\",\"u\":\"Pa\",\"v\":210000},{\"n\":\"flow\",\"v\":0.5}]";
        };
    }

    /** Decodes them. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public double vigie() {
        for (byte[] message : messages) {
            decoder.decode(message, 0, message.length, 0, sum);
        }
        return sum.total;
    }

    /** Walks over their tokens. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public int jackson() throws IOException {
        int tokens = 0;
        for (byte[] message : messages) {
            try (JsonParser parser = jackson.createParser(message)) {
                while (parser.nextToken() != null) {
                    tokens++;
                }
            }
        }
        return tokens;
    }

    private static final class Sum implements DecodedMessage {
        private double total;

        @Override
        public void reading(DecodedReading reading) {
            total += reading.value() + reading.eventTime();
        }

        @Override
        public void rejected(Seq<Defect> defects, int more) {
            throw new IllegalStateException(defects.toString());
        }
    }
}
