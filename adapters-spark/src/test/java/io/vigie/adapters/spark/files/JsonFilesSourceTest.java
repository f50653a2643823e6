package io.vigie.adapters.spark.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.HashMap;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.testing.Message;
import io.vigie.adapters.spark.testing.SparkSourceContract;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.SourcePlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFilesSourceTest extends SparkSourceContract {

    private static final Instant MODIFIED = Instant.parse("2026-01-01T00:00:00.123Z");

    @TempDir
    private Path directory;

    private int files;

    @Override
    protected SparkSource source() {
        return source(directory.toUri().toString());
    }

    @Override
    protected SparkSource absent() {
        return source(directory.resolve("absent").toString());
    }

    private static SparkSource source(String path) {
        return source(new SourcePlan.JsonFiles(path, 1, HashMap.empty()));
    }

    private static SparkSource source(SourcePlan plan) {
        return JsonFilesSource.of(plan, PayloadFormat.FLAT, Duration.ofMinutes(5))
                .get();
    }

    @Override
    protected List<Message> send() throws IOException {
        int number = files++;
        List<Message> sent =
                new ArrayList<>(send("part-" + number + " a.json", number + " one\n\u0000\u00FF two\r\n\nlast"));
        sent.addAll(send("part-" + number + " b.json", number + " three\n"));
        return sent;
    }

    /** Files are written elsewhere and then moved, as users are told to do. */
    private List<Message> send(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Path hidden = file.resolveSibling("." + file.getFileName());
        Files.createDirectories(file.getParent());
        Files.write(hidden, content.getBytes(StandardCharsets.ISO_8859_1));
        Instant modified = MODIFIED.plusSeconds(files);
        Files.setLastModifiedTime(hidden, FileTime.from(modified));
        Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
        String source = file.toUri().toString().replace("%20", " ").replace("///", "/");
        return Message.lines(content, source, null, 0, modified);
    }

    @Test
    void filesInDirectoriesNamedAfterAValueAreReadToo() throws Exception {
        List<Message> sent = new ArrayList<>(send("site=lyon/day=1/a.json", "one\ntwo\n"));
        sent.addAll(send("site=metz/day=2/a.json", "three\n"));

        assertThat(readAll("first")).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void aDirectoryNamedLikeAColumnDoesNotReplaceIt() throws Exception {
        List<Message> sent = new ArrayList<>(send("partition=3/source=lyon/offset=5/a.json", "one\ntwo\n"));
        sent.addAll(send("partition=4/source=lyon/offset=5/a.json", "three\n"));

        assertThat(readAll("first")).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void aDirectoryAmongTheFilesDisturbsNothing() throws Exception {
        List<Message> sent = send("a.json", "one\n");
        Files.createDirectories(directory.resolve("empty.json"));

        assertThat(readAll("first")).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void hiddenFilesAreNotRead() throws Exception {
        List<Message> sent = send("a.json", "one\n");
        Files.writeString(directory.resolve(".b.json"), "two\n");
        Files.writeString(directory.resolve("_c.json"), "three\n");

        assertThat(readAll("first")).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void aFileOlderThanTheOnesBeforeIsReadAllTheSame() throws Exception {
        send("a.json", "one\n");
        readAll("first");
        send("b.json", "two\n");
        Files.setLastModifiedTime(directory.resolve("b.json"), FileTime.from(Instant.parse("1999-01-01T00:00:00Z")));

        assertThat(readAll("first")).extracting(Message::content).containsExactly("two");
    }

    @Test
    void anEmptyFileIsNoMessage() throws Exception {
        Files.createFile(directory.resolve("empty.json"));

        assertThat(readAll("first")).isEmpty();
    }
}
