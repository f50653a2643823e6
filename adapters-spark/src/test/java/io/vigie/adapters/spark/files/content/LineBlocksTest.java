package io.vigie.adapters.spark.files.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.spark.files.listing.LocalStore;
import io.vigie.adapters.spark.files.listing.TakenFile;
import io.vigie.application.plan.FileLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineBlocksTest {

    private static final long ARRIVAL = 1_767_225_600_123_000L;
    private static final BlockLimits SMALL = new BlockLimits(8, 64, 16);

    @TempDir
    private Path directory;

    private record Line(String text, long offset) {}

    private record Report(String reason, String detail, String kept, long offset) {}

    private final List<Line> lines = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one\ntwo\nthree\n",
                "one\ntwo\nthree",
                "one\r\ntwo\r\n",
                "\n\none\n\n\ntwo\n\n",
                "\n",
                "a",
                "",
                "a line longer than a block\nshort\nanother line that is longer than a block"
            })
    void whereverAFileIsCutEachLineComesOnce(String content) throws IOException {
        Path file = file(content);
        List<Line> expected = linesOf(content);
        for (int size = 1; size <= content.length() + 1; size++) {
            lines.clear();
            readInSplits(file, size, SMALL);
            assertThat(lines).as("in splits of %d bytes", size).containsExactlyElementsOf(expected);
        }
        assertThat(reports).isEmpty();
    }

    @Test
    void randomFilesComeWholeWhateverTheSizesOfSplitsAndBlocks() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            StringBuilder content = new StringBuilder();
            for (int line = random.nextInt(8); line > 0; line--) {
                content.append("x".repeat(random.nextInt(40))).append(random.nextInt(9) == 0 ? "" : "\n");
            }
            Path file = file(content.toString());
            lines.clear();
            readInSplits(file, 1 + random.nextInt(50), new BlockLimits(1 + random.nextInt(30), 400, 4));
            assertThat(lines).as("round %d", round).containsExactlyElementsOf(linesOf(content.toString()));
        }
        assertThat(reports).isEmpty();
    }

    @Test
    void everyByteIsLeftAsItIs() throws IOException {
        byte[] content = new byte[512];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) i;
        }
        byte[] withMark = ("\u00EF\u00BB\u00BF" + new String(content, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
        Path file = file(new String(withMark, StandardCharsets.ISO_8859_1));

        read(file, 0, withMark.length, withMark.length, new BlockLimits(64, 1024, 16));

        assertThat(lines).containsExactlyElementsOf(linesOf(new String(withMark, StandardCharsets.ISO_8859_1)));
    }

    @Test
    void aLineOfTheLongestLengthIsStillHandedOverWhole() throws IOException {
        String longest = "x".repeat(SMALL.longest());

        readInSplits(file(longest + "\n" + longest), 1_000, SMALL);

        assertThat(lines).containsExactly(new Line(longest, 0), new Line(longest, longest.length() + 1));
        assertThat(reports).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 66, 100, 127, 128, 129, 1_000})
    void aLineThatIsTooLongIsReportedWithItsLengthAndItsBeginning(int length) throws IOException {
        String before = "before\n";
        String tooLong = "0123456789abcdef" + "x".repeat(length - 16);
        String content = before + tooLong + "\nafter\n" + tooLong;

        readInSplits(file(content), content.length(), SMALL);

        assertThat(lines)
                .containsExactly(new Line("before", 0), new Line("after", before.length() + tooLong.length() + 1));
        assertThat(reports)
                .extracting(Report::reason, Report::kept, Report::offset)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("too_large", "0123456789abcdef", 7L),
                        org.assertj.core.groups.Tuple.tuple(
                                "too_large", "0123456789abcdef", (long) content.lastIndexOf("0123")));
        assertThat(reports)
                .allSatisfy(report ->
                        assertThat(report.detail()).startsWith("the line has " + length + " bytes, more than 64"));
    }

    @Test
    void aLineThatIsTooLongComesOnceWhereverTheFileIsCut() throws IOException {
        String content = "a\n" + "y".repeat(200) + "\nb\n";
        Path file = file(content);
        for (int size = 1; size <= content.length(); size++) {
            lines.clear();
            reports.clear();
            readInSplits(file, size, SMALL);
            assertThat(lines).as("in splits of %d", size).containsExactly(new Line("a", 0), new Line("b", 203));
            assertThat(reports).as("in splits of %d", size).hasSize(1);
        }
    }

    @Test
    void aLineOfHundredsOfMegabytesCostsNoMoreThanTheLongestLine() throws IOException {
        Path file = directory.resolve("huge.json");
        byte[] megabyte = "z".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 200; i++) {
                out.write(megabyte);
            }
            out.write("\nafter\n".getBytes(StandardCharsets.UTF_8));
        }
        long size = Files.size(file);

        read(file, 0, size, size, BlockLimits.DEFAULT);

        assertThat(lines).containsExactly(new Line("after", (200L << 20) + 1));
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).detail()).contains((200L << 20) + " bytes");
        assertThat(reports.get(0).kept()).hasSize(1 << 20);
    }

    @Test
    void compressedFilesAreReadToTheirEnd() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(compressed)) {
            out.write("one\ntwo\nthree".getBytes(StandardCharsets.UTF_8));
        }
        Path file = directory.resolve("input.json.gz");
        Files.write(file, compressed.toByteArray());

        read(file, 0, compressed.size(), compressed.size(), SMALL);

        assertThat(lines).containsExactlyElementsOf(linesOf("one\ntwo\nthree"));
        assertThat(reports).isEmpty();
    }

    @Test
    void aFileThatIsGoneIsReportedOnce() throws IOException {
        Path gone = directory.resolve("gone.json");

        read(gone, 0, 10, 30, SMALL);
        read(gone, 10, 10, 30, SMALL);
        read(gone, 20, 10, 30, SMALL);

        assertThat(lines).isEmpty();
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.reason()).isEqualTo("malformed");
            assertThat(report.detail()).contains("gone").contains("30 bytes");
            assertThat(report.offset()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 9, 100})
    void whatIsAddedAfterAFileWasTakenIsNotLookedAt(int split) throws IOException {
        Path file = file("one\ntw");
        Files.writeString(file, "o\nthree\nfour\n", StandardOpenOption.APPEND);

        readInSplits(file, 6, split, SMALL);

        assertThat(lines).containsExactly(new Line("one", 0), new Line("tw", 4));
        assertThat(reports).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7, 10, 100})
    void aFileThatShrankIsReadAsFarAsItGoesAndReportedOnce(int split) throws IOException {
        Path file = file("one\ntwo\n");

        readInSplits(file, 40, split, SMALL);

        assertThat(lines).containsExactly(new Line("one", 0), new Line("two", 4));
        assertThat(reports)
                .singleElement()
                .satisfies(report -> assertThat(report.detail()).contains("it had 40 bytes when it was taken"));
    }

    private Path file(String content) throws IOException {
        Path file = directory.resolve("input.json");
        Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
        return file;
    }

    private static List<Line> linesOf(String content) {
        List<Line> found = new ArrayList<>();
        long offset = 0;
        for (String line : content.split("(?<=\n)", -1)) {
            if (!line.isEmpty()) {
                found.add(new Line(line.replace("\n", ""), offset));
                offset += line.length();
            }
        }
        return found;
    }

    private void readInSplits(Path file, int split, BlockLimits limits) throws IOException {
        readInSplits(file, Files.size(file), split, limits);
    }

    private void readInSplits(Path file, long size, int split, BlockLimits limits) throws IOException {
        for (long start = 0; start < Math.max(1, size); start += split) {
            read(file, start, Math.min(split, size - start), size, limits);
        }
    }

    private void read(Path file, long start, long length, long size, BlockLimits limits) throws IOException {
        TakenFile taken = new TakenFile(file.getFileName().toString(), size, ARRIVAL / 1_000, ARRIVAL, ARRIVAL);
        boolean whole = start == 0 && length >= size;
        try (FileBlocks blocks = whole
                ? FileBlocks.of(new LocalStore(), file.toString(), taken, FileLayout.LINES, limits)
                : FileBlocks.ofLines(new LocalStore(), file.toString(), taken, start, start + length, limits)) {
            for (FileBlock block = blocks.next(); block != null; block = blocks.next()) {
                take(block);
            }
        }
    }

    private void take(FileBlock block) {
        if (block instanceof FileBlock.Lines found) {
            linesOf(new String(found.bytes(), StandardCharsets.ISO_8859_1))
                    .forEach(line -> lines.add(new Line(line.text(), found.offset() + line.offset())));
        } else if (block instanceof FileBlock.Refused refused) {
            reports.add(new Report(
                    refused.reason().word(),
                    refused.detail(),
                    new String(refused.bytes(), StandardCharsets.ISO_8859_1),
                    refused.offset()));
        }
    }
}
