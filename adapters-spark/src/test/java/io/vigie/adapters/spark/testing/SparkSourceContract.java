package io.vigie.adapters.spark.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import io.vigie.application.port.out.PipelineRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link SparkSource} promises. Extend it with what a test must do to feed a source of your kind. */
public abstract class SparkSourceContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path checkpoints;

    /** The session of the tests. */
    protected final SparkSession session = TestSession.get();

    /** A source over what {@link #send} has sent and will send in this test. */
    protected abstract SparkSource source();

    /** A source over something that is not there. */
    protected abstract SparkSource absent();

    /** Sends some messages, at least two, that differ from all sent before; answers with what must be read of them. */
    protected abstract List<Message> send() throws Exception;

    @Test
    void everyMessageComesOnceWithItsBytesAndItsPlace() throws Exception {
        List<Message> sent = new ArrayList<>(send());
        sent.addAll(send());

        assertThat(readAll("first")).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void noTwoMessagesHaveTheSamePlace() throws Exception {
        send();
        send();

        assertThat(readAll("first"))
                .extracting(Message::source, Message::partition, Message::offset)
                .doesNotHaveDuplicates();
    }

    @Test
    void aRestartGoesOnWhereTheCheckpointEnds() throws Exception {
        send();
        readAll("first");
        List<Message> later = send();

        assertThat(readAll("first")).containsExactlyInAnyOrderElementsOf(later);
        assertThat(readAll("first")).isEmpty();
    }

    @Test
    void anotherCheckpointBeginsAtTheBeginning() throws Exception {
        List<Message> sent = send();
        readAll("first");

        assertThat(readAll("second")).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void newMessagesArePickedUpWhileItRuns() throws Exception {
        List<Message> sent = new ArrayList<>(send());
        List<Message> read = new CopyOnWriteArrayList<>();
        StreamingQuery query = start("first", Trigger.ProcessingTime(0), read);
        try {
            await(query, read, sent.size());
            sent.addAll(send());
            await(query, read, sent.size());
        } finally {
            query.stop();
        }

        assertThat(read).containsExactlyInAnyOrderElementsOf(sent);
    }

    /** Else the pipeline's clock would not know for which part to wait. */
    @Test
    void whatIsLeftIsToldByTheNamesOfTheParts() throws Exception {
        List<Message> sent = send();
        SparkSource source = source();
        List<String> told = new CopyOnWriteArrayList<>();
        List<Message> read = new CopyOnWriteArrayList<>();
        start(source, "first", Trigger.AvailableNow(), messages -> {
                    told.addAll(source.backlog().keySet());
                    read.addAll(messages);
                })
                .awaitTermination(PATIENCE.toMillis());

        assertThat(read).hasSameSizeAs(sent);
        if (!told.isEmpty()) {
            assertThat(told)
                    .containsAll(read.stream()
                            .map(message -> MessageColumns.part(message.source(), message.partition()))
                            .toList());
        }
    }

    @Test
    void openingReadsNothingYetAndRefusesWhatIsNotThere() {
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> absent().open(session))
                .withMessageContaining("no");
    }

    /** What a checkpoint has not read yet, all of it. */
    protected final List<Message> readAll(String checkpoint) throws Exception {
        List<Message> read = new CopyOnWriteArrayList<>();
        StreamingQuery query = start(checkpoint, Trigger.AvailableNow(), read);
        assertThat(query.awaitTermination(PATIENCE.toMillis()))
                .as("the end of what is available")
                .isTrue();
        return read;
    }

    private StreamingQuery start(String checkpoint, Trigger trigger, List<Message> read) throws Exception {
        return start(source(), checkpoint, trigger, read::addAll);
    }

    private StreamingQuery start(
            SparkSource source, String checkpoint, Trigger trigger, Consumer<List<Message>> messages) throws Exception {
        VoidFunction2<Dataset<Row>, Long> take =
                (rows, batch) -> rows.collectAsList().forEach(row -> messages.accept(Message.in(row, source.shape())));
        return source.open(session)
                .writeStream()
                .trigger(trigger)
                .option("checkpointLocation", checkpoints.resolve(checkpoint).toString())
                .foreachBatch(take)
                .start();
    }

    private static void await(StreamingQuery query, List<Message> read, int count) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (read.size() < count && query.isActive() && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
    }
}
