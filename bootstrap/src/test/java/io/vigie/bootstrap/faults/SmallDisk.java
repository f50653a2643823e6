package io.vigie.bootstrap.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A file system in memory that is soon full; who may not mount one gets none. Closing it unmounts it. */
final class SmallDisk implements AutoCloseable {

    private static final String FILLER = "filler";
    private static final long MOST_SECONDS = 10;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Mounts one of so many bytes over an empty directory, or gives null. */
    static @Nullable SmallDisk mount(Path directory, long bytes) throws IOException {
        Files.createDirectories(directory);
        return Files.isExecutable(Path.of("/bin/mount"))
                        && succeeds("/bin/mount", "-t", "tmpfs", "-o", "size=" + bytes, "vigie-faults", directory.toString())
                ? new SmallDisk(directory)
                : null;
    }

    Path directory() {
        return directory;
    }

    /** Leaves so much room and no more. */
    void fillExceptFor(long bytes) throws IOException {
        long room = Files.getFileStore(directory).getUsableSpace();
        Files.write(directory.resolve(FILLER), new byte[Math.toIntExact(room - bytes)]);
    }

    /** Makes room again. */
    void clear() throws IOException {
        Files.delete(directory.resolve(FILLER));
    }

    @Override
    public void close() throws IOException {
        if (!succeeds("/bin/umount", directory.toString())) {
            throw new IOException(directory + " could not be unmounted");
        }
    }

    private static boolean succeeds(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
