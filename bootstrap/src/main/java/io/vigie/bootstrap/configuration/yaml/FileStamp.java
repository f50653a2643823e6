package io.vigie.bootstrap.configuration.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** A text that is another when a file is another than before. */
public final class FileStamp {

    private FileStamp() {}

    /** That of a file of this machine. */
    public static Supplier<String> here(Path file) {
        return () -> {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return found.lastModifiedTime() + " " + found.size() + " " + Objects.toString(found.fileKey());
            } catch (IOException missing) {
                return "missing";
            }
        };
    }

    /** That of a file elsewhere, which is asked for now and then only. */
    static Supplier<String> elsewhere(RemoteFile file) {
        return new Occasionally(file);
    }

    private static final class Occasionally implements Supplier<String> {

        private static final Duration BETWEEN = Duration.ofSeconds(10);

        private final RemoteFile file;
        private long asked;
        private String answer;

        Occasionally(RemoteFile file) {
            this.file = file;
            answer = file.stamp();
            asked = System.nanoTime();
        }

        @Override
        public String get() {
            long now = System.nanoTime();
            if (now - asked > BETWEEN.toNanos()) {
                answer = file.stamp();
                asked = now;
            }
            return answer;
        }
    }
}
