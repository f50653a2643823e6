package io.vigie.adapters.kafka;

import static io.vigie.adapters.kafka.Records.newTopic;
import static io.vigie.adapters.kafka.Records.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.TreeSet;
import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.SparkTelemetryEngine;
import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.pipeline.PipelineOperation;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.application.port.out.ScatteredDevices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScatteredDevicesTest {

    private final Topics topics = TestBroker.shared().topics();
    private final String topic = newTopic();
    private final List<ScatteredDevices> told = new ArrayList<>();
    private final List<BatchReport> reports = new ArrayList<>();

    private final PipelineObserver observer = new PipelineObserver() {
        @Override
        public void batchDone(BatchReport report) {
            reports.add(report);
        }

        @Override
        public void devicesScattered(long batch, ScatteredDevices devices) {
            told.add(devices);
        }
    };

    @TempDir
    private Path directory;

    @Test
    void aDeviceThatSendsToSeveralPartitionsIsToldWithThem() throws InterruptedException {
        topics.create(topic, 3);
        topics.send(records(topic, 0, "everywhere", "here", "here"));
        topics.send(records(topic, 1, "there"));
        topics.send(records(topic, 2, "everywhere"));

        new PipelineOperation(new SparkTelemetryEngine(
                        TestSession.get(), List.of(new KafkaConnector()), List.of(new CollectedRows())))
                .start(
                        TestPipeline.in(directory)
                                .reading(TestSource.of(topic).plan())
                                .outputs(Output.READINGS)
                                .plan(),
                        observer)
                .awaitEnd();

        assertThat(told).containsExactly(new ScatteredDevices(1, "everywhere", TreeSet.of(topic + "-0", topic + "-2")));
        assertThat(reports.stream().mapToLong(BatchReport::scatteredDevices).sum())
                .isOne();
        assertThat(reports.stream().mapToLong(BatchReport::readings).sum()).isEqualTo(5);
    }
}
