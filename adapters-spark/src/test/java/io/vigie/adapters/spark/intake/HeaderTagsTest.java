package io.vigie.adapters.spark.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.spark.spi.messages.MessageHeader;
import io.vigie.application.decoding.Tags;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderTagsTest {

    private final Tags tags = new Tags();
    private int leftOut;

    private List<String> added(MessageHeader... headers) {
        HeaderTags headerTags = new HeaderTags();
        headerTags.message(List.of(headers));
        leftOut = headerTags.addTo(tags);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < tags.size(); i++) {
            texts.add(tags.name(i) + "=" + tags.value(i));
        }
        return texts;
    }

    @Test
    void aHeaderIsATagUnderItsNameAfterAPrefix() {
        assertThat(added(new MessageHeader("site", "Gävle".getBytes(StandardCharsets.UTF_8))))
                .containsExactly("header.site=Gävle");
    }

    @Test
    void headersOfOneNameAreAllKept() {
        assertThat(added(
                        new MessageHeader("hop", new byte[] {'a'}),
                        new MessageHeader("hop", new byte[] {'b'}),
                        new MessageHeader("hop", new byte[] {'c'})))
                .containsExactly("header.hop=a", "header.hop.2=b", "header.hop.3=c");
    }

    @Test
    void bytesThatAreNoTextAreStillKept() {
        assertThat(added(new MessageHeader("id", new byte[] {(byte) 0xFF, 0}), new MessageHeader("none", null)))
                .containsExactly("header.id=base64:/wA=", "header.none=");
    }

    @Test
    void whatIsBeyondTheBoundsOfTagsIsLeftOutAndCounted() {
        byte[] longest = "é".repeat(4_096).getBytes(StandardCharsets.UTF_8);
        byte[] tooLong = "é".repeat(4_097).getBytes(StandardCharsets.UTF_8);
        assertThat(added(
                        new MessageHeader("n".repeat(249), new byte[] {'a'}),
                        new MessageHeader("n".repeat(250), new byte[] {'b'}),
                        new MessageHeader("longest", longest),
                        new MessageHeader("long", tooLong),
                        new MessageHeader("huge", new byte[1_000_000]),
                        new MessageHeader("bytes", new byte[] {(byte) 0xFF})))
                .containsExactly(
                        "header." + "n".repeat(249) + "=a",
                        "header.longest=" + "é".repeat(4_096),
                        "header.bytes=base64:/w==");
        assertThat(leftOut).isEqualTo(3);
    }

    @Test
    void noReadingHasMoreTagsThanAReadingMayHave() {
        for (int i = 0; i < 250; i++) {
            tags.add();
        }
        MessageHeader[] headers = new MessageHeader[1_000];
        Arrays.setAll(headers, i -> new MessageHeader("h" + i, new byte[0]));

        assertThat(added(headers)).hasSize(256).endsWith("header.h4=", "header.h5=");
        assertThat(leftOut).isEqualTo(994);
    }
}
