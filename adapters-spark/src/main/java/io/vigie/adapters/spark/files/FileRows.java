package io.vigie.adapters.spark.files;

import io.vigie.adapters.spark.files.content.FileBlock;
import io.vigie.adapters.spark.files.content.FileBlocks;
import io.vigie.adapters.spark.files.listing.TakenFile;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import io.vigie.domain.reading.RejectionReason;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The rows, in {@link MessageColumns}, of the parts of files that one task reads. */
final class FileRows implements AutoCloseable {

    private static final byte[] NOTHING = {};
    private static final UTF8String PACKED = UTF8String.fromString(MessageColumns.PACKED);

    private final FileReading reading;
    private final Iterator<FilePart> parts;
    private @Nullable TakenFile file;
    private @Nullable UTF8String name;

    /** The moment from which messages may be of the future, where that is not their arrival. */
    private @Nullable UTF8String now;

    private @Nullable FileBlocks blocks;

    FileRows(FileReading reading, List<FilePart> parts) {
        this.reading = reading;
        this.parts = parts.iterator();
    }

    /** The next row; null after the last. */
    @Nullable
    InternalRow next() {
        while (true) {
            FileBlocks open = blocks;
            FileBlock block = open == null ? null : next(open);
            if (block != null) {
                return row(block);
            }
            close();
            if (!parts.hasNext()) {
                return null;
            }
            FilePart part = parts.next();
            begin(part.file());
            if (!part.file().isRead()) {
                return remark(part.file());
            }
            blocks = reading.open(part);
        }
    }

    private void begin(TakenFile next) {
        file = next;
        name = UTF8String.fromString(reading.name(next.path()));
        now = next.now() == next.arrival() ? null : UTF8String.fromString(Long.toString(next.now()));
    }

    private @Nullable FileBlock next(FileBlocks open) {
        try {
            return open.next();
        } catch (IOException e) {
            throw FileReading.failure(String.valueOf(name), e);
        }
    }

    private InternalRow row(FileBlock block) {
        if (block instanceof FileBlock.Lines lines) {
            return row(lines.bytes(), lines.offset(), null, now);
        }
        if (block instanceof FileBlock.Messages messages) {
            return row(messages.block(), messages.offset(), PACKED, now);
        }
        FileBlock.Refused refused = (FileBlock.Refused) block;
        return row(
                refused.bytes(),
                refused.offset(),
                UTF8String.fromString(refused.reason().word()),
                UTF8String.fromString(refused.detail()));
    }

    private InternalRow remark(TakenFile told) {
        return row(
                NOTHING,
                told.place(),
                UTF8String.fromString(RejectionReason.MALFORMED.word()),
                UTF8String.fromString(told.remark()));
    }

    private InternalRow row(byte[] payload, long offset, @Nullable UTF8String reason, @Nullable UTF8String detail) {
        long arrival = file == null ? 0 : file.arrival();
        return new GenericInternalRow(new @Nullable Object[] {payload, name, null, offset, arrival, reason, detail});
    }

    @Override
    public void close() {
        if (blocks != null) {
            blocks.close();
            blocks = null;
        }
    }
}
