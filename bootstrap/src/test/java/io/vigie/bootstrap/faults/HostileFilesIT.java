package io.vigie.bootstrap.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.spark.testing.FileNames;
import io.vigie.bootstrap.faults.VigieProcess.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory of whatever people, scripts and gateways leave in one, read in the locale that a service has. */
class HostileFilesIT {

    private static final Map<String, String> LOCALE_OF_A_SERVICE = Map.of("LC_ALL", "C", "LANG", "C");

    @TempDir
    private Path directory;

    private Path input;
    private int values;

    /** Lines that are found in files, and whose values are to be found in the table. */
    private String lines(int count) {
        List<String> lines = new ArrayList<>();
        Messages.readings(values, values + count).forEach(line -> lines.add(new String(line, UTF_8)));
        values += count;
        return String.join("\n", lines) + "\n";
    }

    private static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    @Test
    void everyFileIsReadOnceAndWholeOrTold() throws Exception {
        input = Files.createDirectories(directory.resolve("in[1]"));
        Path deep = Files.createDirectories(input.resolve("hub/00/2026/date=2026-05-01"));
        Files.createDirectories(input.resolve("device=a"));
        for (String name : List.of(
                "plain.json",
                "\u00E9t\u00E9.json",
                "\u6E29\u5EA6.json",
                "\u0442\u0435\u043C\u043F.json",
                "\u03B8\u03B5\u03C1\u03BC.json",
                "\u062D\u0631\u0627\u0631\u0629.json",
                "\u0924\u093E\u092A.json",
                "a[1]{2}*?\\.json",
                "10:30:00.json",
                "100% a b%20c.json",
                "#&;'\"!~=+,^`|<>()$@.json",
                "line\nfeed\ttab.json",
                "named.gz",
                "named.bz2",
                "named.lz4",
                "named.snappy",
                "named.zst")) {
            Files.writeString(FileNames.in(input, name), lines(2));
        }
        Files.write(FileNames.in(input, new byte[] {'l', (byte) 0xE9, '.', 'j'}), lines(2).getBytes(UTF_8));
        Files.writeString(deep.resolve("15.json"), lines(2));
        Files.writeString(input.resolve("device=a/b.json"), lines(2));
        Files.write(input.resolve("whole.json"), gzip(lines(3)));
        byte[] twice = gzip(lines(2));
        Files.write(input.resolve("twice.json.gz"), Bytes.concat(twice, gzip(lines(2))));
        Files.write(input.resolve("garbage.json.gz"), Bytes.concat(gzip(lines(2)), "garbage".getBytes(UTF_8)));
        Files.writeString(input.resolve("array.json"), "[\n" + lines(2).strip().replace("\n", ",\n") + "\n]");
        Files.writeString(input.resolve("values.json"), lines(2).replace(",", ",\n"));
        Files.setLastModifiedTime(
                Files.writeString(input.resolve("ahead.json"), lines(2)),
                FileTime.from(Instant.parse("2099-01-01T00:00:00Z")));
        int whole = values;
        byte[] cut = gzip(lines(500));
        Files.write(input.resolve("cut.json.gz"), Arrays.copyOf(cut, cut.length / 2));
        Files.createFile(input.resolve("empty.json.gz"));
        Files.createSymbolicLink(input.resolve("loop"), input);
        Pipeline pipeline = Pipeline.write(directory, input, 5, directory.resolve("out"));

        VigieProcess.Ended first = run(pipeline);
        VigieProcess.Ended again = run(pipeline);

        List<Integer> found = Tables.read(pipeline.out().resolve("readings"))
                .selectExpr("cast(value as int)")
                .as(Encoders.INT())
                .collectAsList()
                .stream()
                .sorted()
                .toList();
        assertThat(found).doesNotHaveDuplicates().startsWith(0, 1, 2);
        assertThat(found.subList(0, whole)).hasSize(whole).endsWith(whole - 1);
        assertThat(found.size()).isBetween(whole + 100, whole + 400);
        assertThat(Tables.rows(Tables.read(pipeline.out().resolve("rejected"))
                        .selectExpr(
                                "regexp_extract(source, '[^/]*$', 0) as file",
                                "string(payload) like 'garbage' as kept")))
                .containsExactlyInAnyOrder(
                        "{\"file\":\"cut.json.gz\",\"kept\":false}", "{\"file\":\"garbage.json.gz\",\"kept\":true}");
        assertThat(first.err())
                .contains("it is empty; it is read once it holds something: empty.json.gz")
                .contains("it is a link to something that is read under its own name");
        assertThat(again.out()).contains("0 readings");
        assertThat(Tables.read(pipeline.out().resolve("readings"))
                        .where("ingested_at > current_timestamp()")
                        .count())
                .isZero();
    }

    private static VigieProcess.Ended run(Pipeline pipeline) throws Exception {
        try (VigieProcess process = VigieProcess.run(pipeline, Surroundings.environment(LOCALE_OF_A_SERVICE))) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
            return ended;
        }
    }
}
