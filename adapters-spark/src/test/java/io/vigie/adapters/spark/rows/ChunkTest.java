package io.vigie.adapters.spark.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vavr.collection.HashMap;
import io.vavr.collection.TreeSet;
import io.vavr.control.Option;
import io.vigie.application.pipeline.Ticks;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.ReadArrivals;
import io.vigie.application.port.out.TransitionKind;
import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.monitor.ForgottenAlarm;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.window.WindowBook;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;

/** What goes into a chunk comes out of it on the other side of Spark, and nothing is taken for something else. */
class ChunkTest {

    private static final RuleId RULE = new RuleId("a rule: with \u0000 and é");
    private static final ReadArrivals READ = new ReadArrivals(
            HashMap.of("topic-3", 1L << 50, "topic-4", -5L), -5, 1L << 51, Long.MIN_VALUE, Option.none());
    private static final byte[] ROWS = {1, 0, -1, 7};

    private static final List<Chunk> SAMPLES = List.of(
            new Chunk.Readings(
                    "pump \u20ac", 12, new byte[] {5, 1}, new byte[] {4, 0}, new byte[] {2, 0}, PackedRows.of(ROWS)),
            Chunk.Readings.counted(Long.MAX_VALUE),
            new Chunk.Alarms(
                    Map.of(
                            new TransitionKind(RULE, "raised", Severity.WARNING, Option.none(), true), 3,
                            new TransitionKind(
                                            RULE, "escalated", Severity.CRITICAL, Option.some(Severity.WARNING), false),
                                    1),
                    PackedRows.of(ROWS)),
            new Chunk.Windows(1, PackedRows.of(ROWS)),
            new Chunk.Violations(200, PackedRows.of(ROWS)),
            new Chunk.Rejected(RejectionReason.TOO_LARGE, 3, PackedRows.NONE),
            new Chunk.TooLate("pump-é", "file:/in/a.json", 2, PackedRows.of(ROWS)),
            new Chunk.Uncounted(300),
            new Chunk.Clock(READ, false),
            new Chunk.Clock(ReadArrivals.NONE, true),
            new Chunk.StartedAfresh(RULE),
            new Chunk.DroppedWindows("per minute"),
            new Chunk.HeadersLeftOut(7),
            new Chunk.Scattered("pump-é", TreeSet.of("readings-0", "readings-3")),
            new Chunk.Forgotten(new ForgottenAlarm(RULE, Severity.MAJOR)),
            new Chunk.Devices(1, 70_000, 2),
            new Chunk.Lost(new LostRange("topic\nof two lines", "", -7, Long.MAX_VALUE)));

    private static List<Object> parts(Chunk chunk) {
        return Arrays.stream(chunk.getClass().getRecordComponents())
                .<Object>map(component -> {
                    try {
                        return component.getAccessor().invoke(chunk);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .map(part -> part instanceof PackedRows rows ? left(rows.open()) : part)
                .toList();
    }

    private static byte[] left(ByteReader in) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        while (!in.isAtEnd()) {
            all.write(in.readByte());
        }
        return all.toByteArray();
    }

    @Test
    void everyKindComesOutAsItWentIn() {
        assertThat(SAMPLES.stream().<Object>map(Chunk::getClass).distinct())
                .containsExactlyInAnyOrder((Object[]) Chunk.class.getPermittedSubclasses());
        for (Chunk sample : SAMPLES) {
            Chunk carried = Chunk.read(sample.bytes());
            assertThat(carried).hasSameClassAs(sample);
            assertThat(parts(carried)).usingRecursiveComparison().isEqualTo(parts(sample));
        }
    }

    @Test
    void everyKindIsToldFromEveryOther() {
        assertThat(SAMPLES.stream().map(chunk -> chunk.kind().code()).distinct())
                .hasSize(Chunk.class.getPermittedSubclasses().length);
        for (Chunk sample : SAMPLES) {
            assertThat(ChunkKind.of(sample.bytes())).isSameAs(sample.kind());
        }
    }

    @Test
    void aKindThatIsNotKnownIsAnErrorAndNotAlarms() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Chunk.read(new byte[] {'?', 1, 2}))
                .withMessageContaining("it begins with 63")
                .withMessageContaining("the same jar");
        assertThatIllegalStateException()
                .isThrownBy(() -> Chunk.read(new byte[0]))
                .withMessageContaining("0 bytes");
        assertThatIllegalStateException().isThrownBy(() -> PackKey.kind("?64")).withMessageContaining("'?64'");
        assertThatIllegalStateException().isThrownBy(() -> PackKey.kind("")).withMessageContaining("''");
    }

    @Test
    void anOutputTakesItsOwnChunksAlone() {
        for (Output output : Output.values()) {
            Iterator<InternalRow> rows = ChunkRows.of(
                    output,
                    WindowBook.EMPTY,
                    List.of(
                                    new Chunk.Uncounted(3).bytes(),
                                    new Chunk.StartedAfresh(RULE).bytes(),
                                    new Chunk.Clock(READ, true).bytes())
                            .iterator());
            assertThat(rows.hasNext()).as(output.word()).isFalse();
        }
    }

    @Test
    void whatHasOneKeyIsOfOneDevice() {
        assertThat(new Pack.Readings("c", ROWS).key()).isEqualTo("rc");
        assertThat(PackKey.kind("rc")).isEqualTo(PackKey.DEVICE);
        assertThat(PackKey.rest("rc")).isEqualTo("c");
        assertThat(new Pack.Readings("", ROWS).key()).isEqualTo("r");
        assertThat(PackKey.kind(new Pack.Clock(READ, 5).key())).isEqualTo(PackKey.CLOCK);
        assertThat(PackKey.kind(new Pack.Passing(new Chunk.Uncounted(1), -1).key()))
                .isEqualTo(PackKey.PASSING);
    }

    @Test
    void aPassingChunkIsHandedOnAsItIsAndAClockAsHowFarItWasRead() {
        Chunk chunk = new Chunk.Rejected(RejectionReason.FUTURE, 1, PackedRows.of(ROWS));
        assertThat(new Pack.Passing(chunk, 3).bytes()).isEqualTo(chunk.bytes());
        assertThat(Pack.Clock.read(new Pack.Clock(READ, Ticks.NONE).bytes())).isEqualTo(READ);
        assertThat(Pack.Clock.read(Pack.Clock.told(ReadArrivals.NONE))).isEqualTo(ReadArrivals.NONE);
        assertThat(new Pack.Clock(READ, Ticks.NONE).clock()).isNull();
        assertThat(new Pack.Clock(READ, 5).clock()).isEqualTo(Instant.ofEpochMilli(5));
    }
}
