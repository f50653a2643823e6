package io.vigie.adapters.kafka;

import static io.vigie.adapters.kafka.Records.bytes;
import static io.vigie.adapters.kafka.Records.newTopic;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.testing.KernelReplay;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.application.plan.Output;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the alarms of a device is told in its order, in one partition of the topic. */
class AlarmOrderTest {

    private static final int DEVICES = 12;
    private static final int ROUNDS = 30;

    private static final Rule HOT = rule("hot")
            .metric("temperature")
            .raise(Severity.CRITICAL, when("value > 95"))
            .raise(Severity.WARNING, when("value > 80").until("value < 75"))
            .message("{device} at {value}")
            .build();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Topics topics = TestBroker.shared().topics();
    private final String in = newTopic();
    private final String out = newTopic();

    @TempDir
    private Path directory;

    @Test
    void aDevicesTransitionsAreInOnePartitionInTheirOrder() throws IOException {
        topics.create(in, 3);
        topics.create(out, 4);
        TestSource source = TestSource.of(in).maxRecordsPerTrigger(100);
        TestPipeline pipeline = TestPipeline.in(directory)
                .reading(source.plan())
                .rules(HOT)
                .time(Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(5))
                .outputs(Output.READINGS)
                .sinks(Output.ALARMS, TestSource.sink(out));
        KernelReplay kernel = new KernelReplay(pipeline.plan());
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (int device = 0; device < DEVICES; device++) {
                double value = new double[] {70, 85, 99, 90, 60}[(round + device) % 5];
                String name = "boiler-" + device;
                String message = TestPipeline.flat(name, "temperature", value, Duration.ofSeconds(round));
                records.add(new ProducerRecord<>(in, bytes(name), bytes(message)));
                kernel.message(message, Instant.now());
            }
        }
        topics.send(records);

        TestRun.of(pipeline, source).run();

        Map<String, List<String>> told = new TreeMap<>();
        Map<String, Integer> partitions = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : topics.records(out)) {
            JsonNode alarm = JSON.readTree(record.value());
            String device = alarm.get("deviceId").textValue();
            assertThat(record.key()).isEqualTo(bytes(device));
            assertThat(record.partition()).isEqualTo(partitions.computeIfAbsent(device, name -> record.partition()));
            told.computeIfAbsent(device, name -> new ArrayList<>()).add(line(alarm));
        }
        Map<String, List<String>> expected = new TreeMap<>();
        kernel.alarms()
                .forEach(line -> expected.computeIfAbsent(line.split(" ", -1)[2], name -> new ArrayList<>())
                        .add(line));
        assertThat(expected).hasSize(DEVICES);
        assertThat(told).isEqualTo(expected);
        assertThat(partitions.values()).as("partitions in use").hasSizeGreaterThan(1);
    }

    /** As {@link KernelReplay#alarms} has it. */
    private static String line(JsonNode alarm) {
        return String.join(
                " ",
                alarm.get("alarmId").textValue(),
                alarm.get("ruleId").textValue(),
                alarm.get("deviceId").textValue(),
                alarm.get("metric").textValue(),
                alarm.get("transition").textValue(),
                alarm.get("severity").textValue(),
                alarm.get("eventTime").textValue(),
                String.valueOf(alarm.get("value").doubleValue()),
                alarm.get("message").textValue());
    }
}
