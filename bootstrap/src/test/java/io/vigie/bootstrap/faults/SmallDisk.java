package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system in memory that is soon full; only root may mount one. Closing it unmounts it. */
final class SmallDisk implements AutoCloseable {

    private static final String MOUNT = "/bin/mount";
    private static final String UNMOUNT = "/bin/umount";
    private static final String FILLER = "filler";
    private static final long MOST_SECONDS = 10;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Mounts one of so many bytes over a directory, or ends the test as not to be run here. */
    static SmallDisk mount(Path directory, long bytes) throws IOException {
        Files.createDirectories(directory);
        assumeThat(Files.isExecutable(Path.of(MOUNT))
                        && succeeds(MOUNT, "-t", "tmpfs", "-o", "size=" + bytes, "vigie-faults", directory.toString()))
                .as("a small disk may be mounted, which takes root")
                .isTrue();
        return new SmallDisk(directory);
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
        if (!succeeds(UNMOUNT, directory.toString())) {
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
