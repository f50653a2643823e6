package io.vigie.adapters.spark.files.content;

import io.vigie.adapters.spark.files.listing.FileStore;
import io.vigie.adapters.spark.files.listing.TakenFile;
import io.vigie.application.plan.FileLayout;
import io.vigie.domain.reading.RejectionReason;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;

/**
 * All of a file, or of a part of it, in blocks, each byte in one of them: as messages where it can be had, refused with the
 * cause where it cannot. The same bytes come to the same blocks, whoever reads them.
 */
public final class FileBlocks implements Closeable {

    private static final byte[] NOTHING = {};
    private static final String GONE = "the file is gone";
    private static final String DENIED = "no permission to read the file";

    private final TakenFile file;
    private final FileWindow window;
    private final FileBytes bytes;
    private final BlockReader reader;
    private final long end;
    private @Nullable FileBlock first;
    private boolean isDone;

    private FileBlocks(TakenFile file, FileBytes bytes, FileWindow window, BlockReader reader, long end) {
        this.file = file;
        this.bytes = bytes;
        this.window = window;
        this.reader = reader;
        this.end = end;
    }

    /** A whole file. */
    public static FileBlocks of(FileStore store, String path, TakenFile file, FileLayout layout, BlockLimits limits)
            throws IOException {
        FileBytes bytes;
        try {
            bytes = FileBytes.open(store, path, file.size());
        } catch (FileNotFoundException gone) {
            return refused(file, limits, 0, GONE);
        } catch (AccessDeniedException | AccessControlException denied) {
            return refused(file, limits, 0, DENIED);
        }
        return of(bytes, file, layoutOf(bytes, layout), limits);
    }

    /** How messages lie in a file, of which nothing was read yet. */
    public static FileLayout layoutOf(FileBytes bytes, FileLayout asked) throws IOException {
        byte[] head = bytes.peek(FileBytes.HEAD);
        return LayoutFinder.of(asked, head, head.length < FileBytes.HEAD);
    }

    /** A whole file that was opened, in a layout that was found out. */
    public static FileBlocks of(FileBytes bytes, TakenFile file, FileLayout found, BlockLimits limits) {
        boolean isPlain = bytes.compression() == Compression.NONE;
        long end = isPlain && file.size() >= 0 ? file.size() : Long.MAX_VALUE;
        FileWindow window = new FileWindow(bytes, limits, 0);
        BlockReader reader = found == FileLayout.LINES
                ? new LineBlocks(window, end)
                : new ValueBlocks(window, found == FileLayout.ARRAY, file.arrival());
        return new FileBlocks(file, bytes, window, reader, end);
    }

    /**
     * The lines that begin in a part of a file that is plain, and in lines.
     *
     * @param from its first byte
     * @param end the first that is another part's
     */
    public static FileBlocks ofLines(
            FileStore store, String path, TakenFile file, long from, long end, BlockLimits limits) throws IOException {
        // From the byte before, so that a line that begins with the part is found.
        long before = Math.max(from - 1, 0);
        FileBytes bytes;
        try {
            bytes = FileBytes.openPlain(store, path, before, file.size());
        } catch (FileNotFoundException gone) {
            return refused(file, limits, from, GONE);
        } catch (AccessDeniedException | AccessControlException denied) {
            return refused(file, limits, from, DENIED);
        }
        FileWindow window = new FileWindow(bytes, limits, before);
        LineBlocks lines = new LineBlocks(window, end);
        if (from > 0) {
            lines.skipLineBegunBefore();
        }
        return new FileBlocks(file, bytes, window, lines, end);
    }

    /** Told once of a file, by its first part. */
    private static FileBlocks refused(TakenFile file, BlockLimits limits, long from, String problem) {
        FileBytes none = FileBytes.none();
        FileBlocks blocks = new FileBlocks(file, none, new FileWindow(none, limits, 0), () -> null, 0);
        blocks.isDone = true;
        if (from == 0) {
            String had = file.size() < 0 ? "" : "; it had " + file.size() + " bytes when it was taken";
            blocks.first = new FileBlock.Refused(
                    RejectionReason.MALFORMED, NOTHING, 0, problem + had + ", none of them was read");
        }
        return blocks;
    }

    /** The next one; null after the last. */
    @Nullable
    public FileBlock next() throws IOException {
        FileBlock block = first;
        first = null;
        if (block == null && !isDone) {
            block = reader.next();
            if (block == null) {
                isDone = true;
                block = last();
            }
        }
        return block;
    }

    /** What is to be told at the end of it, if anything is. */
    private @Nullable FileBlock last() {
        FileBytes.Damage damage = bytes.damage();
        if (damage != null) {
            byte[] left = window.copy(0, Math.min(window.filled, window.limits().kept()));
            return new FileBlock.Refused(
                    damage.reason(),
                    damage.isLastLineWhole() ? damage.behind() : left,
                    window.position,
                    damage.detail());
        }
        if (bytes.compression() == Compression.NONE
                && end == file.size()
                && window.position + window.filled < file.size()) {
            return new FileBlock.Refused(
                    RejectionReason.MALFORMED,
                    NOTHING,
                    window.position,
                    "the file ends before here; it had " + file.size() + " bytes when it was taken");
        }
        return null;
    }

    @Override
    public void close() {
        bytes.close();
    }
}
