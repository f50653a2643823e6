package io.vigie.adapters.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.spark.spi.MessageHeader;
import io.vigie.application.decoding.Tags;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderTagsTest {

    private final Tags tags = new Tags();

    private List<String> added(MessageHeader... headers) {
        new HeaderTags().add(List.of(headers), tags);
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
}
