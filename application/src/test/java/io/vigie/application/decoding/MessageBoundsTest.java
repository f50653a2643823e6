package io.vigie.application.decoding;

import static io.vigie.application.decoding.Decoded.flat;
import static io.vigie.application.decoding.Decoded.senMl;
import static io.vigie.application.decoding.Decoded.wide;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.reading.Defect;
import org.junit.jupiter.api.Test;

/** What a sender may put beside its values: so much, and no more. */
class MessageBoundsTest {

    private static final String LONGEST = "é".repeat(254) + "😀";
    private static final String LONGEST_VALUE = "😀".repeat(2_048);

    private static String flatWith(String fields) {
        return "{\"deviceId\":\"d\",\"metric\":\"m\",\"value\":1,\"timestamp\":\"2026-01-01T00:00:00Z\"," + fields
                + "}";
    }

    private static String wideWith(String fields) {
        return "{\"deviceId\":\"d\",\"m\":1,\"timestamp\":\"2026-01-01T00:00:00Z\"," + fields + "}";
    }

    private static String tags(int count, String last) {
        StringBuilder tags = new StringBuilder("\"tags\":{");
        for (int i = 0; i < count; i++) {
            tags.append("\"t").append(i).append("\":").append(i).append(',');
        }
        return tags + last + "}";
    }

    @Test
    void aUnitHas256CharactersAtMost() {
        assertThat(flat(flatWith("\"unit\":\"" + LONGEST + "\"")).reading().unit())
                .containsExactly(LONGEST);
        assertThat(flat(flatWith("\"unit\":\"" + LONGEST + "x\"")).defects())
                .containsExactly(new Defect.OutOfRange("/unit", "has 257 characters, more than 256"));
        assertThat(flat(flatWith("\"unit\":\"" + "u".repeat(1_000_000) + "\"")).defects())
                .containsExactly(new Defect.OutOfRange("/unit", "has 1000000 characters, more than 256"));
    }

    @Test
    void aSenMlUnitToo() {
        Decoded pack = senMl("[{\"bn\":\"d:\",\"bt\":1767225600,\"bu\":\"" + LONGEST + "x\",\"n\":\"a\",\"v\":1},"
                + "{\"n\":\"b\",\"v\":1,\"u\":\"" + LONGEST + "\"}]");
        assertThat(pack.readings).hasSize(1);
        assertThat(pack.defects)
                .containsExactly(new Defect.OutOfRange("/0/u", "makes a unit of 257 characters, more than 256"));
    }

    @Test
    void aReadingHas256TagsAtMostAndNullsAreNone() {
        String most = tags(255, "\"none\":null,\"last\":\"x\"");
        assertThat(flat(flatWith(most)).reading().tags()).hasSize(256);
        assertThat(wide(wideWith(most)).reading().tags()).hasSize(256);
        String more = tags(256, "\"last\":\"x\"");
        assertThat(flat(flatWith(more)).defects())
                .containsExactly(new Defect.OutOfRange("/tags", "has 257 tags, more than 256"));
        assertThat(wide(wideWith(more)).defects())
                .containsExactly(new Defect.OutOfRange("/tags", "has 257 tags, more than 256"));
    }

    @Test
    void aTagsNameHas256CharactersAtMost() {
        assertThat(flat(flatWith("\"tags\":{\"" + LONGEST + "\":1}")).reading().tags())
                .hasSize(1);
        assertThat(flat(flatWith("\"tags\":{\"" + LONGEST + "x\":1,\"ok\":2}")).details())
                .containsExactly("/tags/" + LONGEST + "x is a tag's name of 257 characters, more than 256");
        assertThat(wide(wideWith("\"tags\":{\"" + "n".repeat(900_000) + "\":1}"))
                        .details())
                .containsExactly(
                        "/tags/" + "n".repeat(1_000) + "… is a tag's name of 900000 characters, more than 256");
    }

    @Test
    void aTagsValueHas4096CharactersAtMost() {
        assertThat(flat(flatWith("\"tags\":{\"t\":\"" + LONGEST_VALUE + "\"}"))
                        .reading()
                        .tags())
                .contains(io.vavr.Tuple.of("t", LONGEST_VALUE));
        assertThat(flat(flatWith("\"tags\":{\"t\":\"" + LONGEST_VALUE + "x\",\"n\":1}"))
                        .defects())
                .containsExactly(new Defect.OutOfRange("/tags/t", "has 4097 characters, more than 4096"));
        assertThat(wide(wideWith("\"tags\":{\"t\":\"" + LONGEST_VALUE + "x\"}")).defects())
                .containsExactly(new Defect.OutOfRange("/tags/t", "has 4097 characters, more than 4096"));
    }
}
