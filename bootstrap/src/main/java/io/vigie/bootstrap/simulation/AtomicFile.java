package io.vigie.bootstrap.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.OptionalLong;

/** A file that appears under its name when it is whole; until then its name starts with a dot, which readers skip. */
final class AtomicFile {

    private static final int BUFFER_SIZE = 1 << 18;

    private final Path target;
    private final Path unfinished;
    private final OutputStream output;
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private int buffered;
    private OptionalLong modifiedAt = OptionalLong.empty();
    private boolean done;

    AtomicFile(Path target) {
        this.target = target;
        unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
        try {
            output = Files.newOutputStream(unfinished);
        } catch (IOException cause) {
            throw failure(cause);
        }
    }

    void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            int some = Math.min(left, BUFFER_SIZE - buffered);
            System.arraycopy(bytes, from, buffer, buffered, some);
            buffered += some;
            from += some;
            left -= some;
            if (buffered == BUFFER_SIZE) {
                flush();
            }
        }
    }

    void write(char character) {
        buffer[buffered++] = (byte) character;
        if (buffered == BUFFER_SIZE) {
            flush();
        }
    }

    /** Gives the file this modification time, in milliseconds since 1970, in place of that of the last write. */
    void modifiedAt(long epochMilliseconds) {
        modifiedAt = OptionalLong.of(epochMilliseconds);
    }

    void moveIntoPlace() {
        flush();
        try {
            output.close();
            if (modifiedAt.isPresent()) {
                Files.setLastModifiedTime(unfinished, FileTime.fromMillis(modifiedAt.getAsLong()));
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            done = true;
        } catch (IOException cause) {
            throw failure(cause);
        }
    }

    /** Removes the file unless it is in place. */
    void discard() {
        if (done) {
            return;
        }
        try {
            output.close();
            Files.deleteIfExists(unfinished);
        } catch (IOException cause) {
            throw failure(cause);
        }
    }

    private void flush() {
        try {
            output.write(buffer, 0, buffered);
            buffered = 0;
        } catch (IOException cause) {
            throw failure(cause);
        }
    }

    private UncheckedIOException failure(IOException cause) {
        return new UncheckedIOException(
                "Cannot write " + target + ": " + cause.getMessage()
                        + ". Make room or choose another directory, remove the files of this run and run it again.",
                cause);
    }
}
