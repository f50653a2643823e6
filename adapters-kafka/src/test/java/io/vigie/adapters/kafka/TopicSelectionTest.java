package io.vigie.adapters.kafka;

import static io.vigie.adapters.kafka.Records.newTopic;
import static io.vigie.adapters.kafka.Records.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.PipelineRefused;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which topics a pipeline reads. */
class TopicSelectionTest {

    private final Topics topics = TestBroker.shared().topics();

    @TempDir
    private Path directory;

    @Test
    void severalTopicsAreReadAsOne() {
        String first = newTopic();
        String second = newTopic();
        topics.create(first, 1);
        topics.create(second, 3);
        topics.send(first, reading("a"));
        topics.send(second, reading("b"), reading("c"));

        TestRun run = TestRun.of(directory, TestSource.of(first, second));
        run.run();

        assertThat(run.rows(Output.READINGS))
                .extracting(row -> row.<String>getAs("source") + " " + row.<String>getAs("device_id"))
                .containsExactlyInAnyOrder(first + " a", second + " b", second + " c");
    }

    @Test
    void aPatternFindsWholeNamesAndAlsoTopicsThatComeLater() throws Exception {
        String prefix = newTopic();
        topics.create(prefix + ".plant-1", 1);
        topics.create(prefix + ".plant-1.old", 1);
        topics.send(prefix + ".plant-1", reading("a"));
        topics.send(prefix + ".plant-1.old", reading("never"));
        TestRun run = TestRun.of(directory, TestSource.matching(prefix.replace("-", "\\-") + "\\.plant-[0-9]"))
                .change(pipeline -> pipeline.every(Duration.ofMillis(100)));

        RunningPipeline running = run.start();
        try {
            TestRun.await(running, () -> run.devices().size() == 1);
            topics.create(prefix + ".plant-2", 2);
            topics.send(prefix + ".plant-2", reading("b"), reading("c"));
            TestRun.await(running, () -> run.devices().size() >= 3);
        } finally {
            running.stop();
        }

        assertThat(run.devices()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(run.rows(Output.READINGS))
                .extracting(row -> row.<String>getAs("source"))
                .doesNotContain(prefix + ".plant-1.old");
    }

    @Test
    void aTopicThatGrowsIsReadInItsNewPartitionsToo() throws Exception {
        String topic = newTopic();
        topics.create(topic, 1);
        topics.send(topic, reading("a"));
        TestRun run =
                TestRun.of(directory, TestSource.of(topic)).change(pipeline -> pipeline.every(Duration.ofMillis(100)));

        RunningPipeline running = run.start();
        try {
            TestRun.await(running, () -> run.devices().size() == 1);
            topics.grow(topic, 3);
            topics.send(Records.records(topic, 2, "b", "c"));
            TestRun.await(running, () -> run.devices().size() >= 3);
        } finally {
            running.stop();
        }

        assertThat(run.devices()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aPatternThatFindsNothingIsRefusedWithWhatToDo() {
        TestRun run = TestRun.of(directory, TestSource.matching("nothing-like-this-[a-z]+"));

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(run::start)
                .withMessageContaining("nothing-like-this-[a-z]+")
                .withMessageContaining("topicPattern");
    }
}
