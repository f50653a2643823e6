package io.vigie.adapters.spark.files;

import io.vigie.adapters.spark.files.content.BlockLimits;
import io.vigie.adapters.spark.files.content.Compression;
import io.vigie.adapters.spark.files.content.FileBlock;
import io.vigie.adapters.spark.files.content.FileBlocks;
import io.vigie.adapters.spark.files.content.FileBytes;
import io.vigie.adapters.spark.files.listing.FileStore;
import io.vigie.adapters.spark.files.listing.TakenFile;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.messages.MessageBlock;
import io.vigie.application.intake.MessageLines;
import io.vigie.application.plan.FileLayout;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * Reads a few messages of a file again. Whether a reading is too late to be taken is known only where its device's state
 * is, far from its message; to send every message along for the few that are would cost more than all else.
 */
public final class MessagesAgain implements Serializable {

    private static final long serialVersionUID = 1;

    private final HadoopSettings settings;
    private final FileLayout layout;

    private MessagesAgain(HadoopSettings settings, FileLayout layout) {
        this.settings = settings;
        this.layout = layout;
    }

    /** For the messages of a source of lines; of one that is not ours, the lines of plain or packed files. */
    public static MessagesAgain of(SparkSession session, SparkSource source) {
        return in(session, source instanceof JsonFilesSource files ? files.layout() : FileLayout.LINES);
    }

    static MessagesAgain in(SparkSession session, FileLayout layout) {
        return new MessagesAgain(
                HadoopSettings.of(session, session.sessionState().newHadoopConf()), layout);
    }

    /** At a file's beginning; the file as tables name it. */
    public Cursor open(String file) {
        try {
            FileStore store = FileStore.of(file, settings.get());
            Cursor cursor = new Cursor(file, messages(store, store.path(file)));
            TaskContext task = TaskContext.get();
            if (task != null) {
                // However the task ends.
                task.addTaskCompletionListener((TaskCompletionListener) context -> cursor.close());
            }
            return cursor;
        } catch (FileNotFoundException gone) {
            return new Cursor(file, null);
        } catch (IOException e) {
            throw FileReading.failure(file, e);
        }
    }

    private Messages messages(FileStore store, String path) throws IOException {
        FileBytes bytes = FileBytes.open(store, path, -1);
        FileLayout found = FileBlocks.layoutOf(bytes, layout);
        return bytes.compression() == Compression.NONE && found == FileLayout.LINES
                ? new PlainLines(store, path, bytes)
                : new InBlocks(FileBlocks.of(bytes, new TakenFile(path, -1, 0, 0, 0), found, BlockLimits.DEFAULT));
    }

    /** What goes through a file, from place to place. */
    private interface Messages {

        /** The message that begins there; null where the file has shrunk. */
        byte @Nullable [] at(long place) throws IOException;

        void close();
    }

    /** Lines of a file that is not packed: what lies between two of them is skipped. */
    private static final class PlainLines implements Messages {

        /** Over so many bytes it is sooner opened again than read. */
        private static final long FAR = 4 << 20;

        private final FileStore store;
        private final String path;
        private FileBytes bytes;
        private final byte[] buffer = new byte[64 << 10];
        private int filled;
        private int at;

        /** The place of the buffer's first byte. */
        private long position;

        PlainLines(FileStore store, String path, FileBytes bytes) {
            this.store = store;
            this.path = path;
            this.bytes = bytes;
        }

        @Override
        public byte @Nullable [] at(long place) throws IOException {
            if (place - position - filled > FAR) {
                bytes.close();
                bytes = FileBytes.openPlain(store, path, place, Long.MAX_VALUE);
                position = place;
                filled = 0;
            }
            while (place >= position + filled) {
                if (!fill()) {
                    return null;
                }
            }
            at = (int) (place - position);
            return line();
        }

        private boolean fill() throws IOException {
            position += filled;
            at = 0;
            filled = Math.max(bytes.read(buffer, 0, buffer.length), 0);
            return filled > 0;
        }

        private byte[] line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(256);
            while (line.size() < BlockLimits.DEFAULT.longest() && (at < filled || fill())) {
                if (buffer[at] == '\n') {
                    break;
                }
                line.write(buffer[at++]);
            }
            return line.toByteArray();
        }

        @Override
        public void close() {
            bytes.close();
        }
    }

    /** Messages of a file that can only be read from its beginning. */
    private static final class InBlocks implements Messages {

        private final FileBlocks blocks;
        private @Nullable FileBlock block;
        private @Nullable MessageLines lines;
        private @Nullable MessageBlock packed;

        InBlocks(FileBlocks blocks) {
            this.blocks = blocks;
        }

        @Override
        public byte @Nullable [] at(long place) throws IOException {
            while (true) {
                FileBlock open = block;
                if (open instanceof FileBlock.Lines all) {
                    byte[] found = line(all, place);
                    if (found != null) {
                        return found;
                    }
                } else if (packed != null) {
                    while (packed.next()) {
                        if (packed.offset() == place) {
                            return packed.value();
                        }
                    }
                }
                block = blocks.next();
                if (block == null) {
                    return null;
                }
                lines = block instanceof FileBlock.Lines next ? new MessageLines(next.bytes()) : null;
                packed = block instanceof FileBlock.Messages next ? new MessageBlock(next.block()) : null;
            }
        }

        private byte @Nullable [] line(FileBlock.Lines all, long place) {
            while (lines != null && lines.next()) {
                if (all.offset() + lines.from() == place) {
                    return Arrays.copyOfRange(all.bytes(), lines.from(), lines.from() + lines.length());
                }
            }
            return null;
        }

        @Override
        public void close() {
            blocks.close();
        }
    }

    /** Goes through a file, from place to place. */
    public static final class Cursor {

        private final String file;

        /** None at the end of the file, or when it is gone. */
        private @Nullable Messages messages;

        /** The message it was at last, and where that starts. */
        private byte @Nullable [] message;

        private long start = -1;

        private Cursor(String file, @Nullable Messages messages) {
            this.file = file;
            this.messages = messages;
        }

        /**
         * The message that starts there; null when the file is gone, or has shrunk since.
         *
         * @param place no less than the one asked for before
         */
        public byte @Nullable [] at(long place) {
            if (place != start) {
                start = place;
                message = messages == null ? null : read(messages, place);
            }
            return message;
        }

        private byte @Nullable [] read(Messages open, long place) {
            try {
                byte[] found = open.at(place);
                if (found == null) {
                    close();
                }
                return found;
            } catch (IOException e) {
                throw FileReading.failure(file, e);
            }
        }

        /** Frees it; there is no message any more then. */
        public void close() {
            if (messages != null) {
                messages.close();
                messages = null;
            }
        }
    }
}
