package io.vigie.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    private static final Seq<String> WORDS =
            Array.of("for", "when", "times", "within", "until", "severity", "consumerGroup");

    @ParameterizedTest
    @CsvSource({
        "fro, for",
        "wehn, when",
        "tiems, times",
        "withn, within",
        "untill, until",
        "sevrety, severity",
        "UNTIL, until",
        "' when ', when",
        "consumergroup, consumerGroup"
    })
    void aSlipOfThePenIsFound(String written, String meant) {
        assertThat(Spelling.nearest(written, WORDS)).isEqualTo(Option.some(meant));
    }

    @ParameterizedTest
    @CsvSource({"of", "then", "tinker", "colour", "''"})
    void anotherWordIsNoSlip(String written) {
        assertThat(Spelling.nearest(written, WORDS.remove("for").remove("when")))
                .isEqualTo(Option.none());
    }

    @Test
    void ofTwoThatAreAsNearTheFirstIsMeant() {
        assertThat(Spelling.nearest("mix", Array.of("min", "max"))).isEqualTo(Option.some("min"));
    }

    @Test
    void wordsOfAnyLengthAreTakenAtNoCost() {
        assertThat(Spelling.nearest("x".repeat(1_000_000), WORDS)).isEqualTo(Option.none());
    }
}
