package io.vigie.adapters.kafka;

import static io.vigie.adapters.kafka.Records.bytes;
import static io.vigie.adapters.kafka.Records.newTopic;
import static io.vigie.adapters.kafka.Records.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.application.plan.Output;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rejected messages go to a topic as they came, and say what was wrong with them and where they were. */
class DeadLettersTest {

    private final Topics topics = TestBroker.shared().topics();
    private final String in = newTopic();
    private final String out = newTopic();

    @TempDir
    private Path directory;

    @BeforeEach
    void newTopics() {
        topics.create(in, 2);
        topics.create(out, 3);
    }

    private List<ConsumerRecord<byte[], byte[]>> letters() {
        TestRun.of(directory, TestSource.of(in))
                .change(pipeline -> pipeline.sinks(Output.REJECTED, TestSource.sink(out)))
                .run();
        return topics.records(out);
    }

    private ProducerRecord<byte[], byte[]> message(byte @Nullable [] key, byte @Nullable [] value, Header... headers) {
        return new ProducerRecord<>(in, 0, null, key, value, Arrays.asList(headers));
    }

    @Test
    void keyValueAndHeadersAreTheSameByteForByte() {
        byte[] random = new byte[5_000];
        new Random(7).nextBytes(random);
        List<ProducerRecord<byte[], byte[]>> sent = List.of(
                message(null, null),
                message(new byte[0], new byte[0]),
                message(bytes("boiler-1"), null, new RecordHeader("trace", bytes("1"))),
                message(new byte[] {0, -1, 10}, new byte[] {(byte) 0xC3, 0x28, 0, 13, 10}),
                message(random, random, new RecordHeader("raw", random), new RecordHeader("", new byte[0])),
                message(
                        bytes("k"),
                        bytes("\ufeff not a reading"),
                        new RecordHeader("twice", bytes("a")),
                        new RecordHeader("twice", bytes("b")),
                        new RecordHeader("none", null),
                        new RecordHeader("vigie.reason", bytes("from before"))));
        topics.send(sent);

        List<ConsumerRecord<byte[], byte[]>> letters = letters();

        assertThat(letters).hasSameSizeAs(sent);
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            long offset = Long.parseLong(last(letter, "vigie.offset"));
            ProducerRecord<byte[], byte[]> message = sent.get((int) offset);
            assertThat(letter.key()).isEqualTo(message.key());
            assertThat(letter.value()).isEqualTo(message.value());
            List<Header> own = Stream.of(message.headers().toArray())
                    .map(DeadLettersTest::asTheSenders)
                    .toList();
            List<Header> all = List.of(letter.headers().toArray());
            assertThat(all.subList(0, own.size())).isEqualTo(own);
            assertThat(all.subList(own.size(), all.size()))
                    .extracting(Header::key)
                    .containsExactly("vigie.reason", "vigie.detail", "vigie.topic", "vigie.partition", "vigie.offset");
            assertThat(last(letter, "vigie.reason")).isEqualTo("malformed");
            assertThat(last(letter, "vigie.detail")).isNotBlank();
            assertThat(last(letter, "vigie.topic")).isEqualTo(in);
            assertThat(last(letter, "vigie.partition")).isEqualTo("0");
        }
    }

    /** What a sender calls as Vigie calls its own is told apart from that. */
    private static Header asTheSenders(Header header) {
        return header.key().startsWith("vigie.") ? new RecordHeader("sender." + header.key(), header.value()) : header;
    }

    @Test
    void aMessageThatIsTooLargeGoesThereWholeToo() {
        Map<String, String> roomy = Map.of("max.message.bytes", Integer.toString(8 << 20));
        String large = newTopic();
        String letters = newTopic();
        topics.create(large, 1, roomy);
        topics.create(letters, 1, roomy);
        byte[] message = new byte[3 << 20];
        Arrays.fill(message, (byte) ' ');
        try (Topics patient = topics.with("max.request.size", Integer.toString(8 << 20))) {
            patient.send(List.of(new ProducerRecord<>(large, bytes("k"), message)));
        }

        TestRun.of(directory, TestSource.of(large))
                .change(pipeline -> pipeline.sinks(Output.REJECTED, TestSource.sink(letters)))
                .run();

        assertThat(topics.records(letters)).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo(message);
            assertThat(last(letter, "vigie.reason")).isEqualTo("too_large");
        });
    }

    @Test
    void readingsThatAreNotTakenGoThereAsTheirWholeMessage() {
        String future = TestPipeline.flat("boiler-1", "temperature", 1, Duration.ofDays(36_500));
        String late = TestPipeline.flat("boiler-2", "temperature", 2, Duration.ZERO);
        String outOfRange = reading("boiler-3").replace("20.5", "1e400");
        topics.send(List.of(
                message(bytes("f"), bytes(future), new RecordHeader("h", bytes("1"))),
                message(bytes("n"), bytes(TestPipeline.flat("boiler-2", "temperature", 2, Duration.ofDays(1)))),
                message(bytes("l"), bytes(late), new RecordHeader("h", bytes("2"))),
                message(bytes("o"), bytes(outOfRange), new RecordHeader("h", bytes("3")))));

        Map<String, String> found = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : letters()) {
            found.put(
                    last(letter, "vigie.reason"),
                    text(letter.key()) + " " + last(letter, "h") + " " + text(letter.value()));
        }

        assertThat(found)
                .isEqualTo(
                        Map.of("future", "f 1 " + future, "late", "l 2 " + late, "out_of_range", "o 3 " + outOfRange));
    }

    @Test
    void aMessageThatIsInOrderDoesNotGoThere() {
        topics.send(in, reading("a"), reading("b"));

        assertThat(letters()).isEmpty();
    }

    @Test
    void lettersOfOneKeyStayInOrder() {
        List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sent.add(message(bytes("key-" + i % 3), bytes("broken " + i)));
        }
        topics.send(sent);

        Map<String, List<String>> byKey = new TreeMap<>();
        letters()
                .forEach(letter -> byKey.computeIfAbsent(text(letter.key()), key -> new ArrayList<>())
                        .add(text(letter.value())));

        Map<String, List<String>> expected = new TreeMap<>();
        sent.forEach(message -> expected.computeIfAbsent(text(message.key()), key -> new ArrayList<>())
                .add(text(message.value())));
        assertThat(byKey).isEqualTo(expected);
    }

    private static String last(ConsumerRecord<byte[], byte[]> letter, String header) {
        return text(letter.headers().lastHeader(header).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
