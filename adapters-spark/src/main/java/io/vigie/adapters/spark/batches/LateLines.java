package io.vigie.adapters.spark.batches;

import io.vigie.adapters.spark.files.MessagesAgain;
import io.vigie.adapters.spark.intake.AlikeRejections;
import io.vigie.adapters.spark.rows.Chunk;
import io.vigie.adapters.spark.rows.ChunkKind;
import io.vigie.adapters.spark.rows.RejectedChunkWriter;
import io.vigie.adapters.spark.rows.SourceMessage;
import io.vigie.adapters.spark.rows.TooLateWriter;
import io.vigie.application.intake.Rejection;
import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.RejectionReason;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lines of readings that came too late, and makes rejections of them. Which are too late is known only where
 * their devices are, each by itself; here they are brought together by their files, so that a file is read again once,
 * however many devices are late in it: an archive can only be read from its beginning.
 */
final class LateLines implements FlatMapFunction<Iterator<InternalRow>, byte[]> {

    private static final long serialVersionUID = 1;

    private static final int SOURCE = 0;
    private static final int OFFSET = 1;
    private static final int EVENT_TIME = 2;
    private static final int ARRIVAL = 3;
    private static final int DEVICE = 4;

    private static final StructType PLACES = new StructType()
            .add("source", DataTypes.StringType)
            .add("offset", DataTypes.LongType)
            .add("event_time", DataTypes.LongType)
            .add("arrival", DataTypes.LongType)
            .add("device", DataTypes.StringType);

    private final MessagesAgain again;

    private LateLines(MessagesAgain again) {
        this.again = again;
    }

    /** The rejections that come of the chunks which tell of such readings; other chunks are passed over. */
    static JavaRDD<byte[]> of(SparkSession session, JavaRDD<byte[]> chunks, MessagesAgain again) {
        return session.internalCreateDataFrame(chunks.mapPartitions(Places::new).rdd(), PLACES, false)
                .repartition(functions.col("source"))
                .sortWithinPartitions("source", "offset", "device", "event_time")
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(new LateLines(again));
    }

    @Override
    public Iterator<byte[]> call(Iterator<InternalRow> places) {
        return new Rejections(places, again);
    }

    /** The places in chunks, as rows. */
    private static final class Places implements Iterator<InternalRow> {

        private final Iterator<byte[]> chunks;
        private @Nullable ByteReader rows;
        private @Nullable UTF8String source;
        private @Nullable UTF8String device;

        Places(Iterator<byte[]> chunks) {
            this.chunks = chunks;
        }

        @Override
        public boolean hasNext() {
            while ((rows == null || rows.isAtEnd()) && chunks.hasNext()) {
                byte[] next = chunks.next();
                if (ChunkKind.TOO_LATE.is(next)) {
                    Chunk.TooLate chunk = ChunkKind.TOO_LATE.read(next);
                    source = UTF8String.fromString(chunk.source());
                    device = UTF8String.fromString(chunk.device());
                    rows = chunk.rows().open();
                }
            }
            return rows != null && !rows.isAtEnd();
        }

        @Override
        public InternalRow next() {
            if (!hasNext() || rows == null) {
                throw new NoSuchElementException("no more places");
            }
            TooLateWriter.Place place = TooLateWriter.Place.read(rows);
            return new GenericInternalRow(
                    new @Nullable Object[] {source, place.offset(), place.eventTime(), place.arrival(), device});
        }
    }

    /** What comes of the places of one file after the other, each file's by their offsets. */
    private static final class Rejections implements Iterator<byte[]> {

        private final Iterator<InternalRow> places;
        private final MessagesAgain again;
        private final RejectedChunkWriter writer = new RejectedChunkWriter(true);
        private final AlikeRejections alike = new AlikeRejections(this::rejectedAlike);
        private final Queue<byte[]> ready = new ArrayDeque<>();
        private String file = "";
        private MessagesAgain.@Nullable Cursor lines;

        Rejections(Iterator<InternalRow> places, MessagesAgain again) {
            this.places = places;
            this.again = again;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && places.hasNext()) {
                reject(places.next());
                if (!places.hasNext()) {
                    endFile();
                    flush();
                }
            }
            return !ready.isEmpty();
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no more late lines");
            }
            return ready.remove();
        }

        private void reject(InternalRow place) {
            byte[] line = cursor(place.getUTF8String(SOURCE).toString()).at(place.getLong(OFFSET));
            Rejection late =
                    Rejection.late(new DeviceId(place.getUTF8String(DEVICE).toString()), place.getLong(EVENT_TIME));
            long offset = place.getLong(OFFSET);
            long arrival = place.getLong(ARRIVAL);
            if (line == null) {
                add(
                        late.detail() + "; its message is not there any more",
                        SourceMessage.Whole.GONE,
                        offset,
                        arrival,
                        1);
            } else if (alike.isToBeTold(late, line, 0, line.length, offset, arrival)) {
                add(late.detail(), SourceMessage.Whole.ofValue(line), offset, arrival, 1);
            }
        }

        private void rejectedAlike(Rejection rejection, byte[] line, long place, long arrival, long count) {
            add(rejection.detail(), SourceMessage.Whole.ofValue(line), place, arrival, count);
        }

        private void add(String detail, SourceMessage.Whole message, long offset, long arrival, long count) {
            writer.add(detail, message, file, null, offset, arrival, count);
            if (writer.size() > Chunk.LARGEST) {
                flush();
            }
        }

        private MessagesAgain.Cursor cursor(String wanted) {
            MessagesAgain.Cursor open = lines;
            if (open == null || !file.equals(wanted)) {
                endFile();
                file = wanted;
                open = again.open(wanted);
                lines = open;
            }
            return open;
        }

        private void endFile() {
            alike.end();
            if (lines != null) {
                lines.close();
                lines = null;
            }
        }

        private void flush() {
            if (writer.count() > 0) {
                ready.add(writer.take(RejectionReason.LATE).bytes());
            }
        }
    }
}
