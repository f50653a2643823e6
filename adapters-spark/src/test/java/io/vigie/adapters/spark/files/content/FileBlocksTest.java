package io.vigie.adapters.spark.files.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.vigie.adapters.spark.files.listing.LocalStore;
import io.vigie.adapters.spark.files.listing.TakenFile;
import io.vigie.adapters.spark.spi.messages.MessageBlock;
import io.vigie.application.intake.MessageLines;
import io.vigie.application.plan.FileLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.Lz4Codec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.hadoop.util.ReflectionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.SnappyFramedOutputStream;

class FileBlocksTest {

    private static final int HALF = 600_000;

    @TempDir
    private Path directory;

    private final List<String> messages = new ArrayList<>();
    private final List<Long> offsets = new ArrayList<>();
    private final List<FileBlock.Refused> refused = new ArrayList<>();

    /** Ways to pack a file that are read. */
    private enum Packing {
        GZ,
        BZ2,
        ZST,
        DEFLATE,
        LZ4,
        SNAPPY,
        HADOOP_LZ4,
        HADOOP_SNAPPY;

        OutputStream around(OutputStream out) throws IOException {
            return switch (this) {
                case GZ -> new GZIPOutputStream(out);
                case BZ2 -> new BZip2CompressorOutputStream(out);
                case ZST -> new ZstdOutputStream(out);
                case DEFLATE -> new DeflaterOutputStream(out);
                case LZ4 -> new LZ4FrameOutputStream(out, LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB);
                case SNAPPY -> new SnappyFramedOutputStream(out);
                case HADOOP_LZ4 -> hadoop(Lz4Codec.class).createOutputStream(out);
                case HADOOP_SNAPPY -> hadoop(SnappyCodec.class).createOutputStream(out);
            };
        }

        private static CompressionCodec hadoop(Class<? extends CompressionCodec> codec) {
            return ReflectionUtils.newInstance(codec, new Configuration(false));
        }

        byte[] pack(byte[] content) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out = around(packed)) {
                out.write(content);
            }
            return packed.toByteArray();
        }

        String ending() {
            return name().toLowerCase(Locale.ROOT).replace("hadoop_", "");
        }
    }

    private static byte[] lines(int bytes) {
        Random random = new Random(5);
        StringBuilder content = new StringBuilder();
        while (content.length() < bytes) {
            content.append("{\"n\":")
                    .append(content.length())
                    .append(",\"x\":")
                    .append(random.nextLong())
                    .append("}\n");
        }
        return content.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void read(String name, byte[] content) throws IOException {
        read(name, content, FileLayout.FOUND, BlockLimits.DEFAULT);
    }

    private void read(String name, byte[] content, FileLayout layout, BlockLimits limits) throws IOException {
        Path file = directory.resolve(name);
        Files.write(file, content);
        messages.clear();
        offsets.clear();
        refused.clear();
        try (FileBlocks blocks = FileBlocks.of(
                new LocalStore(), file.toString(), new TakenFile(name, content.length, 0, 0, 0), layout, limits)) {
            for (FileBlock block = blocks.next(); block != null; block = blocks.next()) {
                take(block);
            }
        }
    }

    private void take(FileBlock block) {
        if (block instanceof FileBlock.Lines lines) {
            MessageLines each = new MessageLines(lines.bytes());
            while (each.next()) {
                add(
                        Arrays.copyOfRange(lines.bytes(), each.from(), each.from() + each.length()),
                        lines.offset() + each.from());
            }
        } else if (block instanceof FileBlock.Messages packed) {
            MessageBlock each = new MessageBlock(packed.block());
            while (each.next()) {
                add(each.value(), each.offset());
            }
        } else {
            refused.add((FileBlock.Refused) block);
        }
    }

    private void add(byte[] message, long offset) {
        messages.add(new String(message, StandardCharsets.UTF_8));
        offsets.add(offset);
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void whatIsPackedIsReadWhole(Packing packing) throws IOException {
        byte[] content = lines(2 * HALF);

        read("a.json." + packing.ending(), packing.pack(content));

        assertThat(String.join("\n", messages) + "\n").isEqualTo(new String(content, StandardCharsets.UTF_8));
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Packing.class,
            names = {"DEFLATE", "HADOOP_LZ4", "HADOOP_SNAPPY"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatIsPackedIsReadWhateverItsName(Packing packing) throws IOException {
        read("a.json", packing.pack(lines(1_000)));
        assertThat(messages).hasSizeGreaterThan(10);
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "bz2", "zst", "deflate", "lz4", "snappy", "JSON.GZ"})
    void plainLinesAreReadWhateverTheirName(String ending) throws IOException {
        byte[] content = lines(5_000);

        read("a." + ending, content);

        assertThat(String.join("\n", messages) + "\n").isEqualTo(new String(content, StandardCharsets.UTF_8));
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void whereverAnArchiveIsCutAllWholeLinesComeAndARowTellsOfTheRest(Packing packing) throws IOException {
        byte[] content = lines(40_000);
        List<String> all = new String(content, StandardCharsets.UTF_8).lines().toList();
        byte[] packed = packing.pack(content);
        int before = 0;
        for (int cut = 12; cut < packed.length; cut += 311) {
            read("a.json." + packing.ending(), Arrays.copyOf(packed, cut));

            assertThat(messages).as("cut at %d", cut).isEqualTo(all.subList(0, messages.size()));
            assertThat(messages.size()).as("cut at %d", cut).isGreaterThanOrEqualTo(before);
            assertThat(refused).as("cut at %d", cut).hasSize(1);
            before = messages.size();
        }
        if (packing == Packing.GZ || packing == Packing.DEFLATE) { // others have nothing before a block is whole
            assertThat(before).isGreaterThan(all.size() / 2);
        }
    }

    @Test
    void nothingIsLostOfAnArchiveThatIsCutInItsChecksum() throws IOException {
        byte[] content = lines(3_000);
        for (Packing packing : List.of(Packing.GZ, Packing.DEFLATE)) {
            byte[] packed = packing.pack(content);

            read("a.json." + packing.ending(), Arrays.copyOf(packed, packed.length - 2));

            assertThat(String.join("\n", messages) + "\n")
                    .as("%s", packing)
                    .isEqualTo(new String(content, StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Packing.class,
            names = {"GZ", "BZ2", "ZST"})
    void archivesOneAfterTheOtherAreReadAsOne(Packing packing) throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(packing.pack("one\ntw".getBytes(StandardCharsets.UTF_8)));
        both.write(packing.pack("o\nthree".getBytes(StandardCharsets.UTF_8)));

        read("a." + packing.ending(), both.toByteArray());

        assertThat(messages).containsExactly("one", "two", "three");
        assertThat(offsets).containsExactly(0L, 4L, 8L);
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Packing.class,
            names = {"GZ", "BZ2", "DEFLATE"})
    void garbageBehindAnArchiveIsKeptInARow(Packing packing) throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(packing.pack("one\ntwo".getBytes(StandardCharsets.UTF_8)));
        both.write("garbage\n".getBytes(StandardCharsets.UTF_8));

        read("a." + packing.ending(), both.toByteArray());

        assertThat(messages).containsExactly("one", "two");
        assertThat(refused).singleElement().satisfies(row -> {
            assertThat(row.bytes()).asString().isEqualTo("garbage\n");
            assertThat(row.offset()).isEqualTo(7);
            assertThat(row.detail()).contains("something else follows");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Packing.class,
            names = {"HADOOP_LZ4", "HADOOP_SNAPPY", "SNAPPY"},
            mode = EnumSource.Mode.EXCLUDE)
    void damageInTheMiddleOfAnArchiveStopsNothing(Packing packing) throws IOException {
        byte[] content = lines(HALF);
        List<String> all = new String(content, StandardCharsets.UTF_8).lines().toList();
        byte[] packed = packing.pack(content);
        for (int i = packed.length / 2; i < packed.length / 2 + 64; i++) {
            packed[i] ^= 0x5A;
        }

        read("a.json." + packing.ending(), packed);

        assertThat(refused).isNotEmpty();
        if (packing == Packing.GZ || packing == Packing.DEFLATE) { // others have nothing before a block is whole
            assertThat(messages).startsWith(all.subList(0, all.size() / 3).toArray(new String[0]));
        }
    }

    @Test
    void whatUnpacksWithoutEndIsReadAsFarAsABoundAndToldOfThen() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] feeds = new byte[1 << 20];
        Arrays.fill(feeds, (byte) ' ');
        try (OutputStream out = new ZstdOutputStream(packed)) {
            for (int i = 0; i < 1_100; i++) {
                out.write(feeds);
            }
        }

        read("bomb.zst", packed.toByteArray());

        assertThat(refused)
                .extracting(FileBlock.Refused::detail)
                .anySatisfy(detail -> assertThat(detail).contains("unpacks to more than 1073741824"));
    }

    @ParameterizedTest
    @CsvSource({"'PK\u0003\u0004', zip", "'\u00FD7zXZ\u0000', xz", "PAR1, Parquet", "'Obj\u0001', Avro"})
    void whatIsNoTextIsToldOnce(String beginning, String word) throws IOException {
        read("a.json", (beginning + "\n\n\n\n").getBytes(StandardCharsets.ISO_8859_1));

        assertThat(messages).isEmpty();
        assertThat(refused)
                .singleElement()
                .satisfies(row -> assertThat(row.detail()).contains("the file is " + word));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1}\\n{\"a\":2}\\n | LINES",
                "[1,2]\\n[3]\\n | LINES",
                "[{\"a\":1},{\"a\":2}] | LINES",
                "7\\n8 | LINES",
                "{\"a\":\\n1}\\n{\"a\":2} | VALUES",
                "{\"a\":1}{\"a\":2} | VALUES",
                "{\"a\":1} {\"a\":2}\\n | VALUES",
                "[\\n{\"a\":1},\\n{\"a\":2}\\n] | ARRAY",
                "\\n\\n  [\\n1,2] | ARRAY",
                "[\\n1,2]\\n[\\n3] | VALUES",
                "[\\n1,2]\\nno! | LINES",
                "{\"a\":\\n{\"a\":2} | VALUES",
                "{\"a\":\\n{\"a\":2}\\n | VALUES",
                "{\"a\":\\n}\\n{\"a\":2}\\n | LINES",
                "no\\n{\"a\":1} | LINES",
                "{\"a\":1},\\n{\"a\":2}\\n | LINES",
                "\u00EF\u00BB\u00BF[\\n1] | ARRAY",
            })
    void theLayoutIsFoundByTheBeginning(String content, FileLayout expected) {
        byte[] head = content.replace("\\n", "\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(LayoutFinder.of(FileLayout.FOUND, head, true)).isEqualTo(expected);
    }

    /** Only the beginning of a file is looked at, and a first message may be longer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":\"xx | LINES",
                " {\"a\":{\"b\":1},\"c\" | LINES",
                "{\"a\":\\n\"xx | VALUES",
                "{\"a\":1}{\"a\":\"xx | VALUES",
                "[{\"a\":\"xx | ARRAY"
            })
    void anObjectThatIsOneLineAsFarAsCanBeSeenIsALine(String beginning, FileLayout expected) {
        byte[] head = beginning.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);

        assertThat(LayoutFinder.of(FileLayout.FOUND, head, false)).isEqualTo(expected);
    }

    @Test
    void whereMessagesAreArraysAnArrayOfObjectsIsOne() {
        byte[] pack = "[\n{\"n\":1},\n{\"n\":2}]".getBytes(StandardCharsets.UTF_8);
        byte[] packs = "[\n[{\"n\":1}],\n[{\"n\":2}]]".getBytes(StandardCharsets.UTF_8);

        assertThat(LayoutFinder.of(FileLayout.FOUND_OF_ARRAYS, pack, true)).isEqualTo(FileLayout.VALUES);
        assertThat(LayoutFinder.of(FileLayout.FOUND_OF_ARRAYS, packs, true)).isEqualTo(FileLayout.ARRAY);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 33, 4_096})
    void theElementsOfAnArrayComeWithTheirPlacesWhateverTheSizeOfBlocks(int block) throws IOException {
        String content = " [\n {\"a\": \"]},\\\"{\"} ,\n[1, [2]],\n\"x, y\", -1.5e3 ,true\n,{}\n]\n";

        read("a.json", content.getBytes(StandardCharsets.UTF_8), FileLayout.ARRAY, new BlockLimits(block, 64, 16));

        assertThat(messages).containsExactly("{\"a\": \"]},\\\"{\"}", "[1, [2]]", "\"x, y\"", "-1.5e3", "true", "{}");
        for (int i = 0; i < messages.size(); i++) {
            assertThat(content.substring(offsets.get(i).intValue())).startsWith(messages.get(i));
        }
        assertThat(refused).isEmpty();
    }

    @Test
    void aValueThatIsTooLongIsToldWithItsBeginningAndTheNextOnesCome() throws IOException {
        String content = "{\"a\":1}\n{\"b\":\"" + "x".repeat(100) + "\"}\n{\"c\":3} 4";

        read("a.json", content.getBytes(StandardCharsets.UTF_8), FileLayout.VALUES, new BlockLimits(16, 64, 16));

        assertThat(messages).containsExactly("{\"a\":1}", "{\"c\":3}", "4");
        assertThat(refused).singleElement().satisfies(row -> {
            assertThat(row.reason().word()).isEqualTo("too_large");
            assertThat(row.detail()).startsWith("the value has 108 bytes, more than 64");
            assertThat(row.offset()).isEqualTo(8);
        });
    }

    @Test
    void fromWhereAnArrayIsNoneItIsHandedOverInLines() throws IOException {
        read("a.json", "[\n{\"a\":1},\n{\"a\":2}\n{\"a\":3}\nrest\n]".getBytes(StandardCharsets.UTF_8));
        assertThat(messages).containsExactly("[", "{\"a\":1},", "{\"a\":2}", "{\"a\":3}", "rest", "]");

        read(
                "a.json",
                "[\n{\"a\":1},\n{\"a\":2}\n{\"a\":3}\nrest\n]".getBytes(StandardCharsets.UTF_8),
                FileLayout.ARRAY,
                BlockLimits.DEFAULT);
        assertThat(messages).containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "rest", "]");
        assertThat(refused).isEmpty();
    }

    @Test
    void anArrayThatDoesNotEndIsTold() throws IOException {
        read(
                "a.json",
                "[{\"a\":1},\n {\"a\":2}\n".getBytes(StandardCharsets.UTF_8),
                FileLayout.ARRAY,
                BlockLimits.DEFAULT);

        assertThat(messages).containsExactly("{\"a\":1}", "{\"a\":2}");
        assertThat(refused)
                .singleElement()
                .satisfies(row -> assertThat(row.detail()).contains("does not end"));
    }

    @Test
    void aPackedArrayThatIsCutGivesItsWholeElements() throws IOException {
        StringBuilder array = new StringBuilder("[\n");
        for (int i = 0; i < 2_000; i++) {
            array.append(i == 0 ? "" : ",\n").append("{\"n\":").append(i * 31L).append("}");
        }
        byte[] packed = Packing.GZ.pack(array.append("]").toString().getBytes(StandardCharsets.UTF_8));

        read("a.json.gz", Arrays.copyOf(packed, packed.length / 2), FileLayout.ARRAY, BlockLimits.DEFAULT);

        assertThat(messages).hasSizeBetween(300, 1_700).allMatch(message -> message.endsWith("}"));
        assertThat(refused)
                .singleElement()
                .satisfies(row -> assertThat(row.detail()).startsWith("the gzip data"));
    }
}
