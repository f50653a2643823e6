package io.vigie.adapters.spark;

import io.vigie.domain.reading.RejectionReason;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import scala.collection.AbstractIterator;

/**
 * The lines of one file, or of a split of it, in blocks. A line belongs to the split its first byte is in. Lines end
 * with a line feed; the last one may do without.
 *
 * <p>What cannot be read is reported as a message that the source rejects: a line beyond the longest, a file that is
 * gone, what was added to a file after it was taken.
 */
final class LineBlocks extends AbstractIterator<InternalRow> {

    private final PartitionedFile file;
    private final Limits limits;
    private final UTF8String source;
    private final int[] columns;
    private final UnsafeProjection projection;
    private final @Nullable InputStream in;

    /** Lines that start here or later are another split's. */
    private final long end;

    private byte[] buffer;
    private int filled;

    /** The place in the file of the buffer's first byte. */
    private long position;

    private boolean finished;
    private @Nullable InternalRow next;

    private LineBlocks(PartitionedFile file, Layout layout, Limits limits, @Nullable InputStream in, long end) {
        this.file = file;
        this.limits = limits;
        buffer = new byte[limits.block()];
        columns = layout.asked();
        projection = layout.projection();
        this.in = in;
        this.end = end;
        source = UTF8String.fromString(file.toPath().toString());
        position = file.start();
    }

    /**
     * Sizes in bytes.
     *
     * @param block of a block, but for those of one longer line
     * @param longestLine of the longest line that is handed over whole; of a longer one, its beginning
     * @param keptOfTooLong of what is kept of such a line
     */
    record Limits(int block, int longestLine, int keptOfTooLong) {

        static final Limits DEFAULT = new Limits(512 << 10, 32 << 20, 1 << 20);
    }

    /** Which of the message columns are asked for, and how they and the path's own columns make a row. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares layouts
    record Layout(int[] asked, UnsafeProjection projection) {

        static Layout of(StructType columns, StructType partitionColumns) {
            StructType all = columns;
            for (StructField field : partitionColumns.fields()) {
                all = all.add(field);
            }
            return new Layout(
                    Arrays.stream(columns.fieldNames())
                            .mapToInt(JsonLinesFormat.SCHEMA::fieldIndex)
                            .toArray(),
                    UnsafeProjection.create(all));
        }
    }

    /** Opens a split. */
    static LineBlocks open(PartitionedFile file, Layout asked, Configuration configuration) {
        return open(file, asked, Limits.DEFAULT, configuration);
    }

    static LineBlocks open(PartitionedFile file, Layout asked, Limits limits, Configuration configuration) {
        Path path = file.toPath();
        try {
            FSDataInputStream raw = path.getFileSystem(configuration).open(path);
            TaskContext task = TaskContext.get();
            if (task != null) {
                task.addTaskCompletionListener(new Closing(raw));
            }
            CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(path);
            if (codec != null) {
                return new LineBlocks(file, asked, limits, codec.createInputStream(raw), Long.MAX_VALUE);
            }
            InputStream in = isBeyondEnd(file, raw) ? InputStream.nullInputStream() : raw;
            LineBlocks blocks = new LineBlocks(file, asked, limits, in, file.start() + file.length());
            if (file.start() > 0) {
                blocks.position = file.start() - 1;
                blocks.skipLineBegunBefore();
            }
            return blocks;
        } catch (FileNotFoundException gone) {
            return gone(file, asked, limits);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    /** Goes to the byte before the split, so that a line that begins with the split is found; a shrunk file has none. */
    private static boolean isBeyondEnd(PartitionedFile file, FSDataInputStream raw) throws IOException {
        if (file.start() > 0) {
            try {
                raw.seek(file.start() - 1);
            } catch (EOFException shrunk) {
                return true;
            }
        }
        return false;
    }

    private static LineBlocks gone(PartitionedFile file, Layout asked, Limits limits) {
        LineBlocks blocks = new LineBlocks(file, asked, limits, null, 0);
        blocks.finished = true;
        if (file.start() == 0) {
            blocks.next = blocks.report(
                    RejectionReason.MALFORMED,
                    new byte[0],
                    0,
                    "the file is gone; it had " + file.fileSize() + " bytes when it was taken, none of them was read");
        }
        return blocks;
    }

    @Override
    public boolean hasNext() {
        if (next == null && !finished) {
            try {
                next = read();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Cannot read " + source + " at byte " + position + ": " + e.getMessage(), e);
            }
        }
        return next != null;
    }

    @Override
    public InternalRow next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException(source + " has no more lines");
        }
        InternalRow row = next;
        next = null;
        return row;
    }

    private @Nullable InternalRow read() throws IOException {
        while (position < end) {
            boolean more = fill();
            int cut = cut(more);
            if (cut > 0) {
                return block(cut);
            }
            if (!more) {
                break;
            }
            if (buffer.length > limits.longestLine()) {
                return tooLong();
            }
            buffer = Arrays.copyOf(buffer, (int) Math.min(buffer.length * 2L, limits.longestLine() + 1L));
        }
        finished = true;
        return changedSinceTaken();
    }

    /** Reads until the buffer is full; false at the file's end. */
    private boolean fill() throws IOException {
        while (filled < buffer.length) {
            int read = in().read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                return false;
            }
            filled += read;
        }
        return true;
    }

    /** How much of the buffer is whole lines of this split; without more to come, the last needs no line feed. */
    private int cut(boolean more) {
        int lastOwn = (int) Math.min(end - 1 - position, filled);
        for (int i = lastOwn; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i + 1;
            }
        }
        if (!more) {
            return filled;
        }
        for (int i = lastOwn - 1; i >= 0; i--) {
            if (buffer[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private InternalRow block(int length) {
        InternalRow row = row(Arrays.copyOf(buffer, length), position, null, null);
        consume(length);
        return row;
    }

    private void consume(int length) {
        System.arraycopy(buffer, length, buffer, 0, filled - length);
        filled -= length;
        position += length;
    }

    private InternalRow tooLong() throws IOException {
        long start = position;
        byte[] kept = Arrays.copyOf(buffer, limits.keptOfTooLong());
        boolean more = true;
        int lineFeed = -1;
        while (lineFeed < 0 && more) {
            position += filled;
            filled = 0;
            buffer = buffer.length > limits.block() ? new byte[limits.block()] : buffer;
            more = fill();
            lineFeed = indexOfLineFeed();
        }
        consume(lineFeed < 0 ? filled : lineFeed);
        long length = position - start;
        consume(lineFeed < 0 ? 0 : 1);
        return report(
                RejectionReason.TOO_LARGE,
                kept,
                start,
                "the line has " + length + " bytes, more than " + limits.longestLine() + "; its first "
                        + limits.keptOfTooLong() + " are kept here");
    }

    private void skipLineBegunBefore() throws IOException {
        while (true) {
            boolean more = fill();
            int lineFeed = indexOfLineFeed();
            if (lineFeed >= 0 || !more) {
                consume(lineFeed < 0 ? filled : lineFeed + 1);
                return;
            }
            consume(filled);
        }
    }

    private int indexOfLineFeed() {
        for (int i = 0; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** At the end of a file: whether it is another than when it was taken. */
    private @Nullable InternalRow changedSinceTaken() throws IOException {
        if (end == Long.MAX_VALUE || end < file.fileSize()) {
            return null;
        }
        long read = position;
        while (fill() || filled > 0) {
            consume(filled);
        }
        long added = position - Math.max(read, file.fileSize());
        if (position < file.fileSize()) {
            return report(
                    RejectionReason.MALFORMED,
                    new byte[0],
                    position,
                    "the file ends before here; it had " + file.fileSize() + " bytes when it was taken");
        }
        if (position > read && added > 0) {
            return report(
                    RejectionReason.MALFORMED,
                    new byte[0],
                    read,
                    added + " bytes were added to the file after it was taken, and are not read;"
                            + " write a file elsewhere and move it here when it is whole");
        }
        return null;
    }

    private InputStream in() {
        if (in == null) {
            throw new IllegalStateException(source + " is not open");
        }
        return in;
    }

    private InternalRow report(RejectionReason reason, byte[] payload, long offset, String detail) {
        return row(payload, offset, UTF8String.fromString(reason.word()), UTF8String.fromString(detail));
    }

    private InternalRow row(byte[] payload, long offset, @Nullable UTF8String reason, @Nullable UTF8String detail) {
        @Nullable Object[] all = {payload, source, null, offset, file.modificationTime() * 1_000, reason, detail};
        @Nullable Object[] values = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = all[columns[i]];
        }
        return projection.apply(new JoinedRow(new GenericInternalRow(values), file.partitionValues()));
    }

    /** However a task ends, a file that it reads is closed. */
    record Closing(FSDataInputStream stream) implements TaskCompletionListener {
        @Override
        public void onTaskCompletion(TaskContext context) {
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot close an input file: " + e.getMessage(), e);
            }
        }
    }
}
