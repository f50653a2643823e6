package io.vigie.adapters.kafka;

import static io.vigie.adapters.kafka.Records.reading;
import static io.vigie.adapters.spark.testing.SameElements.assertSameElements;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.testing.TestRun;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is away for a while, while a pipeline reads from it and writes to it. */
class BrokerOutageTest {

    /** How many times the broker goes: 2, or as {@code -Dvigie.outages} says. */
    private static final int OUTAGES = Integer.getInteger("vigie.outages", 2);

    @TempDir
    private Path directory;

    @Test
    void aPipelineOutlastsABrokerThatIsStoppedAndKilled() throws Exception {
        try (TestBroker broker = TestBroker.start(directory.resolve("broker"))) {
            Topics topics = broker.topics();
            topics.create("in", 3);
            topics.create("out", 2);
            TestRun run = TestRun.of(directory, TestSource.of("in").at(TestSource.cluster(broker)))
                    .change(pipeline -> pipeline.every(Duration.ofMillis(200))
                            .sinks(Output.REJECTED, new SinkPlan.KafkaTopic(TestSource.cluster(broker), "out")));
            Feeder feeder = new Feeder(topics);
            RunningPipeline running = run.start();
            try {
                feeder.start();
                for (int outage = 0; outage < OUTAGES; outage++) {
                    outage(running, run, broker, outage % 2 == 0 ? broker::stop : broker::kill);
                }
                feeder.end();
                TestRun.await(
                        running,
                        () -> run.devices().size() >= feeder.devices.size()
                                && topics.records("out").size() >= feeder.broken.size());
            } finally {
                feeder.end();
                running.stop();
            }

            assertSameElements(run.devices(), feeder.devices);
            assertThat(topics.values("out")).hasSameElementsAs(feeder.broken);
            assertThat(run.lost()).isEmpty();
        }
    }

    /** The broker ends while the pipeline is at work, and comes back a little later. */
    private static void outage(RunningPipeline running, TestRun run, TestBroker broker, Runnable end)
            throws InterruptedException {
        int before = run.reports().size();
        TestRun.await(running, () -> run.reports().size() >= before + 3);
        end.run();
        Thread.sleep(1_000);
        broker.startAgain();
    }

    /** Sends readings, and now and then what is none, and remembers what the broker has taken. */
    private static final class Feeder {

        /** More messages than that make the test longer, and no better. */
        private static final Duration PAUSE = Duration.ofMillis(10);

        private final List<String> devices = new CopyOnWriteArrayList<>();
        private final List<String> broken = new CopyOnWriteArrayList<>();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Thread thread;

        Feeder(Topics topics) {
            thread = new Thread(() -> {
                for (int i = 0; !ended.get(); i++) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                    String device = "device-" + i;
                    topics.send("in", reading(device), reading(device + "-b"), "broken " + i);
                    devices.add(device);
                    devices.add(device + "-b");
                    broken.add("broken " + i);
                }
            });
        }

        void start() {
            thread.start();
        }

        void end() throws InterruptedException {
            ended.set(true);
            thread.join();
        }
    }
}
