package io.vigie.adapters.spark.rows;

import io.vavr.collection.SortedSet;
import io.vavr.collection.TreeSet;
import io.vavr.control.Option;
import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.ReadArrivals;
import io.vigie.application.port.out.TransitionKind;
import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.monitor.ForgottenAlarm;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.jspecify.annotations.Nullable;

/**
 * What the last stage hands over: rows of one output, packed, a few hundred bytes to a megabyte each; or something that
 * the driver is to know. The engine moves and keeps chunks; they become rows only where they are written.
 *
 * <p>Spark carries a chunk as one run of bytes, since anything richer costs half of the speed: a byte for its kind, what
 * the kind has to say, and the packed rows to the end.
 */
public sealed interface Chunk {

    /** As Spark carries chunks. */
    Encoder<byte[]> ENCODER = Encoders.BINARY();

    /** What gathers for one chunk is handed over when it has more bytes than this. */
    int LARGEST = 1 << 20;

    /** One method a kind: a new kind has to be dealt with wherever chunks are taken. */
    interface Target {
        void readings(Readings chunk);

        void alarms(Alarms chunk);

        void windows(Windows chunk);

        void violations(Violations chunk);

        void rejected(Rejected chunk);

        void tooLate(TooLate chunk);

        void uncounted(Uncounted chunk);

        void headersLeftOut(HeadersLeftOut chunk);

        void scattered(Scattered chunk);

        void clock(Clock chunk);

        void startedAfresh(StartedAfresh chunk);

        void droppedWindows(DroppedWindows chunk);

        void forgotten(Forgotten chunk);

        void devices(Devices chunk);

        void lost(Lost chunk);
    }

    ChunkKind<?> kind();

    void to(Target target);

    /** Writes all of it but its kind and its rows. */
    void writeHead(ByteWriter out);

    default PackedRows rows() {
        return PackedRows.NONE;
    }

    /** As Spark carries it. */
    default byte[] bytes() {
        ByteWriter head = new ByteWriter(64);
        head.writeByte(kind().code());
        writeHead(head);
        return rows().after(head);
    }

    /**
     * A chunk that Spark carried.
     *
     * @throws IllegalStateException when there is no such kind
     */
    static Chunk read(byte[] bytes) {
        return ChunkKind.of(bytes).read(bytes);
    }

    /**
     * Readings of one device that were taken.
     *
     * @param device whose they are; empty where nobody wants their rows
     * @param count how many were taken
     * @param late which of them are late, as {@link ReadingBits}; null where none is
     * @param repeated which of them are repeated, as {@link ReadingBits}; null where none is
     * @param surplus which of the rows were not taken, as {@link ReadingBits}; null where none is
     * @param rows as {@link ReadingChunkWriter} packs them; none where nobody wants them
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares chunks
    record Readings(
            String device,
            long count,
            byte @Nullable [] late,
            byte @Nullable [] repeated,
            byte @Nullable [] surplus,
            PackedRows rows)
            implements Chunk {

        /** How many there are, and no more. */
        public static Readings counted(long count) {
            return new Readings("", count, null, null, null, PackedRows.NONE);
        }

        static Readings read(byte[] bytes, ByteReader in) {
            return new Readings(
                    in.readName(),
                    in.readCount(),
                    SourceMessage.read(in),
                    SourceMessage.read(in),
                    SourceMessage.read(in),
                    PackedRows.rest(bytes, in));
        }

        @Override
        public ChunkKind<Readings> kind() {
            return ChunkKind.READINGS;
        }

        @Override
        public void to(Target target) {
            target.readings(this);
        }

        @Override
        public void writeHead(ByteWriter out) {
            out.writeText(device);
            out.writeCount(count);
            SourceMessage.write(out, late);
            SourceMessage.write(out, repeated);
            SourceMessage.write(out, surplus);
        }
    }

    /**
     * Transitions of one device's alarms.
     *
     * @param kinds how many there are of each kind
     * @param rows as {@link AlarmChunkWriter} packs them
     */
    record Alarms(Map<TransitionKind, Integer> kinds, PackedRows rows) implements Chunk {

        static Alarms read(byte[] bytes, ByteReader in) {
            Map<TransitionKind, Integer> kinds = new LinkedHashMap<>();
            for (int left = in.readSize(); left > 0; left--) {
                TransitionKind kind = new TransitionKind(
                        new RuleId(in.readName()), in.readName(), severity(in), from(in), in.readByte() != 0);
                kinds.put(kind, (int) in.readCount());
            }
            return new Alarms(kinds, PackedRows.rest(bytes, in));
        }

        private static Option<Severity> from(ByteReader in) {
            return in.readByte() == 0 ? Option.none() : Option.some(severity(in));
        }

        @Override
        public ChunkKind<Alarms> kind() {
            return ChunkKind.ALARMS;
        }

        @Override
        public void to(Target target) {
            target.alarms(this);
        }

        @Override
        public void writeHead(ByteWriter out) {
            out.writeCount(kinds.size());
            kinds.forEach((kind, count) -> {
                out.writeText(kind.rule().value());
                out.writeText(kind.word());
                out.writeByte(kind.severity().rank());
                out.writeByte(kind.from().isDefined() ? 1 : 0);
                kind.from().forEach(from -> out.writeByte(from.rank()));
                out.writeByte(kind.shadow() ? 1 : 0);
                out.writeCount(count);
            });
        }
    }

    /**
     * Windows of one device that are complete.
     *
     * @param rows as {@link WindowChunkWriter} packs them
     */
    record Windows(long count, PackedRows rows) implements Chunk {

        static Windows read(byte[] bytes, ByteReader in) {
            return new Windows(in.readCount(), PackedRows.rest(bytes, in));
        }

        @Override
        public ChunkKind<Windows> kind() {
            return ChunkKind.WINDOWS;
        }

        @Override
        public void to(Target target) {
            target.windows(this);
        }

        @Override
        public void writeHead(ByteWriter out) {
            out.writeCount(count);
        }
    }

    /**
     * What readings violate by themselves.
     *
     * @param rows as {@link ViolationChunkWriter} packs them
     */
    record Violations(long count, PackedRows rows) implements Chunk {

        static Violations read(byte[] bytes, ByteReader in) {
            return new Violations(in.readCount(), PackedRows.rest(bytes, in));
        }

        @Override
        public ChunkKind<Violations> kind() {
            return ChunkKind.VIOLATIONS;
        }

        @Override
        public void to(Target target) {
            target.violations(this);
        }

        @Override
        public void writeHead(ByteWriter out) {
            out.writeCount(count);
        }
    }

    /**
     * Messages that were not taken, for one reason.
     *
     * @param rows as {@link RejectedChunkWriter} packs them; none where nobody wants them
     */
    record Rejected(RejectionReason reason, long count, PackedRows rows) implements Chunk {

        static Rejected read(byte[] bytes, ByteReader in) {
            return new Rejected(RejectionReason.valueOf(in.readName()), in.readCount(), PackedRows.rest(bytes, in));
        }

        @Override
        public ChunkKind<Rejected> kind() {
            return ChunkKind.REJECTED;
        }

        @Override
        public void to(Target target) {
            target.rejected(this);
        }

        @Override
        public void writeHead(ByteWriter out) {
            out.writeText(reason.name());
            out.writeCount(count);
        }
    }

    /**
     * Readings of one device that came too late, whose lines are still to be found: {@code LateLines} does.
     *
     * @param source their file
     * @param rows as {@link TooLateWriter} packs them
     */
    record TooLate(String device, String source, long count, PackedRows rows) implements Chunk {

        static TooLate read(byte[] bytes, ByteReader in) {
            return new TooLate(in.readName(), in.readName(), in.readCount(), PackedRows.rest(bytes, in));
        }

        @Override
        public ChunkKind<TooLate> kind() {
            return ChunkKind.TOO_LATE;
        }

        @Override
        public void to(Target target) {
            target.tooLate(this);
        }

        @Override
        public void writeHead(ByteWriter out) {
            out.writeText(device);
            out.writeText(source);
            out.writeCount(count);
        }
    }

    /** That readings came too late for a window. */
    record Uncounted(long readings) implements Chunk {

        static Uncounted read(byte[] bytes, ByteReader in) {
            return new Uncounted(in.readCount());
        }

        @Override
        public ChunkKind<Uncounted> kind() {
            return ChunkKind.UNCOUNTED;
        }

        @Override
        public void to(Target target) {
            target.uncounted(this);
        }

        @Override
        public void writeHead(ByteWriter out) {
            out.writeCount(readings);
        }
    }

    /** That headers were too long, or too many, to be tags. */
    record HeadersLeftOut(long headers) implements Chunk {

        static HeadersLeftOut read(byte[] bytes, ByteReader in) {
            return new HeadersLeftOut(in.readCount());
        }

        @Override
        public ChunkKind<HeadersLeftOut> kind() {
            return ChunkKind.HEADERS_LEFT_OUT;
        }

        @Override
        public void to(Target target) {
            target.headersLeftOut(this);
        }

        @Override
        public void writeHead(ByteWriter out) {
            out.writeCount(headers);
        }
    }

    /**
     * That a device's messages of this batch came from several partitions.
     *
     * @param parts which
     */
    record Scattered(String device, SortedSet<String> parts) implements Chunk {

        static Scattered read(byte[] bytes, ByteReader in) {
            String device = in.readName();
            return new Scattered(device, TreeSet.fill(in.readSize(), in::readName));
        }

        @Override
        public ChunkKind<Scattered> kind() {
            return ChunkKind.SCATTERED;
        }

        @Override
        public void to(Target target) {
            target.scattered(this);
        }

        @Override
        public void writeHead(ByteWriter out) {
            out.writeText(device);
            out.writeCount(parts.size());
            parts.forEach(out::writeText);
        }
    }

    /**
     * What some messages or devices have to say of the pipeline's clock.
     *
     * @param read how far the source was read
     * @param leavesBehind whether a device has deadlines left that the clock had passed before
     */
    record Clock(ReadArrivals read, boolean leavesBehind) implements Chunk {

        static Clock read(byte[] bytes, ByteReader in) {
            return new Clock(Pack.Clock.read(in), in.readByte() != 0);
        }

        @Override
        public ChunkKind<Clock> kind() {
            return ChunkKind.CLOCK;
        }

        @Override
        public void to(Target target) {
            target.clock(this);
        }

        @Override
        public void writeHead(ByteWriter out) {
            Pack.Clock.write(read, out);
            out.writeByte(leavesBehind ? 1 : 0);
        }
    }

    /** That a rule starts afresh for a device. */
    record StartedAfresh(RuleId rule) implements Chunk {

        static StartedAfresh read(byte[] bytes, ByteReader in) {
            return new StartedAfresh(new RuleId(in.readName()));
        }

        @Override
        public ChunkKind<StartedAfresh> kind() {
            return ChunkKind.STARTED_AFRESH;
        }

        @Override
        public void to(Target target) {
            target.startedAfresh(this);
        }

        @Override
        public void writeHead(ByteWriter out) {
            out.writeText(rule.value());
        }
    }

    /** That open windows of this name are dropped for a device. */
    record DroppedWindows(String name) implements Chunk {

        static DroppedWindows read(byte[] bytes, ByteReader in) {
            return new DroppedWindows(in.readName());
        }

        @Override
        public ChunkKind<DroppedWindows> kind() {
            return ChunkKind.DROPPED_WINDOWS;
        }

        @Override
        public void to(Target target) {
            target.droppedWindows(this);
        }

        @Override
        public void writeHead(ByteWriter out) {
            out.writeText(name);
        }
    }

    /** That an active alarm of a device is forgotten. */
    record Forgotten(ForgottenAlarm alarm) implements Chunk {

        static Forgotten read(byte[] bytes, ByteReader in) {
            return new Forgotten(new ForgottenAlarm(new RuleId(in.readName()), severity(in)));
        }

        @Override
        public ChunkKind<Forgotten> kind() {
            return ChunkKind.FORGOTTEN;
        }

        @Override
        public void to(Target target) {
            target.forgotten(this);
        }

        @Override
        public void writeHead(ByteWriter out) {
            out.writeText(alarm.rule().value());
            out.writeByte(alarm.severity().rank());
        }
    }

    /**
     * What becomes of one device's being remembered.
     *
     * @param added 1 where it is remembered from now on
     * @param forgotten 1 where it was remembered, and is forgotten; both are 1 where it begins afresh
     * @param unknown 1 where somebody wants it to be forgotten, and nothing was remembered of it
     */
    record Devices(long added, long forgotten, long unknown) implements Chunk {

        public static final Devices NEW = new Devices(1, 0, 0);
        public static final Devices FORGOTTEN = new Devices(0, 1, 0);
        public static final Devices AFRESH = new Devices(1, 1, 0);
        public static final Devices UNKNOWN = new Devices(0, 0, 1);

        static Devices read(byte[] bytes, ByteReader in) {
            return new Devices(in.readCount(), in.readCount(), in.readCount());
        }

        @Override
        public ChunkKind<Devices> kind() {
            return ChunkKind.DEVICES;
        }

        @Override
        public void to(Target target) {
            target.devices(this);
        }

        @Override
        public void writeHead(ByteWriter out) {
            out.writeCount(added);
            out.writeCount(forgotten);
            out.writeCount(unknown);
        }
    }

    /** That messages are gone which were to be read. */
    record Lost(LostRange range) implements Chunk {

        static Lost read(byte[] bytes, ByteReader in) {
            return new Lost(new LostRange(in.readName(), in.readName(), in.readLong(), in.readLong()));
        }

        @Override
        public ChunkKind<Lost> kind() {
            return ChunkKind.LOST;
        }

        @Override
        public void to(Target target) {
            target.lost(this);
        }

        @Override
        public void writeHead(ByteWriter out) {
            out.writeText(range.source());
            out.writeText(range.partition());
            out.writeLong(range.from());
            out.writeLong(range.until());
        }
    }

    private static Severity severity(ByteReader in) {
        return Severity.ofRank(in.readByte());
    }
}
