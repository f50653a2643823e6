package io.vigie.adapters.spark.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {

    private static final URI DISK = URI.create("file:///");
    private static final String STARTED = "jdk.ProcessStart";

    @TempDir
    private java.nio.file.Path directory;

    private FileSystem files;
    private FileContext context;

    @BeforeEach
    void open() throws IOException {
        Configuration hadoop = new Configuration();
        LocalFiles.settings().forEach((name, value) -> hadoop.set(name.replaceFirst("^spark\\.hadoop\\.", ""), value));
        hadoop.set("fs.permissions.umask-mode", "027");
        files = FileSystem.newInstance(DISK, hadoop);
        context = FileContext.getFileContext(DISK, hadoop);
    }

    private Path at(String name) {
        return new Path(directory.resolve(name).toUri());
    }

    private void write(String name) throws IOException {
        try (FSDataOutputStream out = context.create(at(name), EnumSet.of(CreateFlag.CREATE))) {
            out.write(7);
        }
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name)));
    }

    @Test
    void makingAndRenamingThemStartsNoProcess() throws IOException {
        java.nio.file.Path recorded = directory.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(STARTED);
            recording.start();
            write("of the context");
            context.rename(at("of the context"), at("renamed"), Options.Rename.OVERWRITE);
            files.mkdirs(at("made"));
            files.create(at("made/file")).close();
            files.rename(at("made/file"), at("made/renamed"));
            recording.stop();
            recording.dump(recorded);
        }

        assertThat(directory.resolve("renamed")).hasBinaryContent(new byte[] {7});
        assertThat(directory.resolve("made/renamed")).isEmptyFile();
        assertThat(RecordingFile.readAllEvents(recorded))
                .extracting(event -> event.getEventType().getName())
                .doesNotContain(STARTED);
    }

    @Test
    void theyHaveThePermissionsThatAreAskedForAndTheirChecksums() throws IOException {
        write("file");
        files.mkdirs(at("below"));
        FileSystem.mkdirs(files, at("open to all"), new FsPermission("1777"));

        assertThat(permissions("file")).isEqualTo("rw-r-----");
        assertThat(permissions(".file.crc")).isEqualTo("rw-r-----");
        assertThat(permissions("below")).isEqualTo("rwxr-x---");
        assertThat(permissions("open to all")).isEqualTo("rwxrwxrwx");
        assertThat((int) Files.getAttribute(directory.resolve("open to all"), "unix:mode") & 01777)
                .as("with the sticky bit")
                .isEqualTo(01777);
        assertThat(files).as("whoever asks for a lock on this disk").isInstanceOf(LocalFileSystem.class);
    }

    @Test
    void whatIsNotThereIsNotThere() {
        assertThatThrownBy(() -> context.getFileLinkStatus(at("nowhere"))).isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> context.rename(at("nowhere"), at("elsewhere")))
                .isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> files.setPermission(at("nowhere"), FsPermission.getFileDefault()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aFileMayHaveAnyName() throws IOException {
        write("a [b] %20 °");

        assertThat(context.getFileStatus(at("a [b] %20 °")).getLen()).isEqualTo(1);
    }
}
