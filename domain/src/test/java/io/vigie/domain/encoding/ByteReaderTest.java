package io.vigie.domain.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteReaderTest {

    private static ByteReader over(ByteWriter written) {
        return new ByteReader(written.toBytes());
    }

    @Test
    void readsWhatWasWritten() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            long number = random.nextLong() >> random.nextInt(64);
            long count = random.nextLong() >>> (1 + random.nextInt(63));
            double real = Double.longBitsToDouble(random.nextLong());
            ByteWriter out = new ByteWriter(1);
            out.writeLong(number);
            out.writeCount(count);
            out.writeDouble(real);
            out.writeBits(number);
            out.writeText("é" + number);
            out.writeText(null);
            out.writeText("");
            out.writeBytes(new byte[] {1, 2, 3}, 1, 2);
            out.writeByte((int) number);
            ByteReader in = over(out);
            assertThat(in.readLong()).isEqualTo(number);
            assertThat(in.readCount()).isEqualTo(count);
            assertThat(Double.doubleToRawLongBits(in.readDouble())).isEqualTo(Double.doubleToRawLongBits(real));
            assertThat(in.readBits()).isEqualTo(number);
            assertThat(in.readName()).isEqualTo("é" + number);
            assertThat(in.readText()).isNull();
            assertThat(in.readText()).isEmpty();
            assertThat(in.readBytes()).containsExactly(2, 3);
            assertThat(in.readByte()).isEqualTo((int) number & 0xFF);
            assertThat(in.isAtEnd()).isTrue();
        }
    }

    @Test
    void numbersNearZeroAreShort() {
        ByteWriter out = new ByteWriter();
        out.writeLong(-64);
        out.writeLong(63);
        out.writeCount(127);
        assertThat(out.size()).isEqualTo(3);
    }

    @Test
    void refusesWhatEndsEarly() {
        ByteWriter out = new ByteWriter();
        out.writeText("temperature");
        byte[] cut = Arrays.copyOf(out.toBytes(), 5);
        assertThatIllegalStateException().isThrownBy(() -> new ByteReader(cut).readText());
        assertThatIllegalStateException().isThrownBy(() -> new ByteReader(new byte[3]).readBits());
        assertThatIllegalStateException().isThrownBy(() -> new ByteReader(new byte[0]).readByte());
    }

    @Test
    void refusesCountsThatCannotBe() {
        byte[] huge = HexFormat.of().parseHex("ffffffffffffffffff01");
        byte[] endless = HexFormat.of().parseHex("ffffffffffffffffffffff");
        assertThatIllegalStateException().isThrownBy(() -> new ByteReader(huge).readSize());
        assertThatIllegalStateException().isThrownBy(() -> new ByteReader(huge).readIndex(5));
        assertThatIllegalStateException().isThrownBy(() -> new ByteReader(endless).readCount());
        assertThatIllegalStateException().isThrownBy(() -> new ByteReader(new byte[] {5}).readIndex(5));
        assertThat(new ByteReader(new byte[] {4}).readIndex(5)).isEqualTo(4);
    }

    @Test
    void refusesWhatLacksItsChecksum() {
        ByteWriter out = new ByteWriter();
        out.writeText("temperature");
        out.writeChecksum();
        byte[] whole = out.toBytes();
        ByteReader in = ByteReader.checked(whole);
        assertThat(in.readText()).isEqualTo("temperature");
        assertThat(in.isAtEnd()).isTrue();
        whole[3]++;
        assertThatIllegalStateException().isThrownBy(() -> ByteReader.checked(whole));
        assertThatIllegalStateException().isThrownBy(() -> ByteReader.checked(new byte[3]));
    }

    @Test
    void theChecksumIsCrc32cAsItIsKnownElsewhere() {
        ByteWriter out = new ByteWriter();
        for (char digit : "123456789".toCharArray()) {
            out.writeByte(digit);
        }
        out.writeChecksum();
        assertThat(HexFormat.of().formatHex(out.toBytes())).endsWith("e3069283");
    }
}
