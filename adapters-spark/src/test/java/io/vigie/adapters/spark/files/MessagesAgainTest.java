package io.vigie.adapters.spark.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.plan.FileLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagesAgainTest {

    private static final String CONTENT = "first\n\nthird \u00FF\u0000\r\nlast";

    @TempDir
    private Path directory;

    @Test
    void theLinesAtTheirPlacesAreReadByteForByte() throws IOException {
        Path file = directory.resolve("a file.json");
        Files.write(file, CONTENT.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read(file, 0, 6, 7, 17))
                .containsEntry(0L, bytes("first"))
                .containsEntry(6L, bytes(""))
                .containsEntry(7L, bytes("third \u00FF\u0000\r"))
                .containsEntry(17L, bytes("last"));
        assertThat(read(file, 17)).containsOnlyKeys(17L).containsEntry(17L, bytes("last"));
    }

    @Test
    void placesInCompressedFilesAreThoseOfTheirContent() throws IOException {
        Path file = directory.resolve("a.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes(CONTENT));
        }

        assertThat(read(file, 7, 17))
                .containsEntry(7L, bytes("third \u00FF\u0000\r"))
                .containsEntry(17L, bytes("last"));
    }

    @Test
    void theElementsOfAnArrayAreReadFromWhereTheyBegin() throws IOException {
        Path file = directory.resolve("a.json");
        Files.write(file, bytes("[ {\"a\": [1,\n2]},\n\"two\" , 3]"));

        assertThat(read(file, 2, 17, 25))
                .containsEntry(2L, bytes("{\"a\": [1,\n2]}"))
                .containsEntry(17L, bytes("\"two\""))
                .containsEntry(25L, bytes("3"));
    }

    @Test
    void theLinesOfAnySourceOfLinesAreReadAgain() throws IOException {
        Path file = directory.resolve("a.json");
        Files.write(file, bytes("[\n1]\n"));
        SparkSource strangers = new SparkSource() {
            @Override
            public Shape shape() {
                return Shape.LINES;
            }

            @Override
            public Dataset<Row> open(SparkSession session) {
                throw new UnsupportedOperationException();
            }
        };

        MessagesAgain.Cursor cursor =
                MessagesAgain.of(TestSession.get(), strangers).open("file:" + file);

        assertThat(cursor.at(0)).isEqualTo(bytes("["));
        assertThat(cursor.at(2)).isEqualTo(bytes("1]"));
        cursor.close();
    }

    @Test
    void whatIsNotThereAnyMoreIsNoFailure() throws IOException {
        Path file = directory.resolve("a.json");
        assertThat(read(file, 0)).isEmpty();

        Files.write(file, bytes("first\n"));
        assertThat(read(file, 0, 40)).containsOnlyKeys(0L);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Map<Long, byte[]> read(Path file, long... places) {
        Map<Long, byte[]> lines = new TreeMap<>();
        MessagesAgain.Cursor cursor =
                MessagesAgain.in(TestSession.get(), FileLayout.FOUND).open("file:" + file);
        for (long place : places) {
            byte[] line = cursor.at(place);
            if (line != null) {
                lines.put(place, line);
            }
            assertThat(cursor.at(place)).as("asked again").isEqualTo(line);
        }
        cursor.close();
        return lines;
    }
}
