package io.vigie.adapters.spark.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.application.intake.Rejection;
import io.vigie.domain.reading.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlikeRejectionsTest {

    private final List<String> ranges = new ArrayList<>();
    private final AlikeRejections rejections = new AlikeRejections(
            (rejection, message, place, arrival, count) ->
                    ranges.add(rejection.reason().word() + " '" + new String(message, StandardCharsets.UTF_8) + "' at "
                            + place + " x" + count + ": " + rejection.detail()),
            100,
            40);

    private int told(RejectionReason reason, String message, long from, int times) {
        byte[] bytes = ("#" + message + "#").getBytes(StandardCharsets.UTF_8);
        int told = 0;
        for (int i = 0; i < times; i++) {
            told += rejections.isToBeTold(new Rejection(reason, "bad"), bytes, 1, bytes.length - 2, from + i, 7)
                    ? 1
                    : 0;
        }
        return told;
    }

    @Test
    void ofEqualBytesAndReasonWhatComesAfterTheFirstThousandIsOneRangeAtTheEndOfTheFile() {
        assertThat(told(RejectionReason.MALFORMED, "", 0, 20_000)).isEqualTo(1_000);
        assertThat(ranges).isEmpty();

        rejections.end();

        assertThat(ranges)
                .containsExactly("malformed '' at 1000 x19000: 19000 more like the 1000 before,"
                        + " from byte 1000 to byte 19999: bad");
    }

    @Test
    void otherBytesAndOtherReasonsAreCountedByThemselves() {
        assertThat(told(RejectionReason.MALFORMED, "a", 0, 1_001)).isEqualTo(1_000);
        assertThat(told(RejectionReason.TOO_LARGE, "a", 2_000, 1_002)).isEqualTo(1_000);
        assertThat(told(RejectionReason.MALFORMED, "b", 4_000, 1_000)).isEqualTo(1_000);

        rejections.end();

        assertThat(ranges)
                .containsExactly(
                        "malformed 'a' at 1000 x1: 1 more like the 1000 before, from byte 1000 to byte 1000: bad",
                        "too_large 'a' at 3000 x2: 2 more like the 1000 before, from byte 3000 to byte 3001: bad");
    }

    @Test
    void theNextFileBeginsAfresh() {
        told(RejectionReason.MALFORMED, "a", 0, 1_500);
        rejections.end();

        assertThat(told(RejectionReason.MALFORMED, "a", 0, 1_000)).isEqualTo(1_000);
        rejections.end();
        assertThat(ranges).hasSize(1);
    }

    @Test
    void ofVeryManyDifferentOnesEachIsToldAndTheLatestAreRemembered() {
        assertThat(told(RejectionReason.MALFORMED, "often", 0, 1_500)).isEqualTo(1_000);
        int told = 0;
        for (int line = 0; line < 1_000; line++) {
            told += told(RejectionReason.MALFORMED, "line " + line, 2_000 + line, 1);
        }

        assertThat(told).isEqualTo(1_000);
        // What is forgotten is told of: nothing is lost by it.
        assertThat(ranges)
                .containsExactly("malformed 'often' at 1000 x500: 500 more like the 1000 before,"
                        + " from byte 1000 to byte 1499: bad");
        assertThat(told(RejectionReason.MALFORMED, "often", 200_000, 1)).isEqualTo(1);
    }

    @Test
    void oneThatComesAgainAndAgainStaysRememberedAmongVeryManyOthers() {
        told(RejectionReason.MALFORMED, "often", 0, 1_500);
        int told = 0;
        for (int line = 0; line < 1_000; line++) {
            told(RejectionReason.MALFORMED, "line " + line, 2_000 + line, 1);
            told += told(RejectionReason.MALFORMED, "often", 10_000 + line, 1);
        }

        assertThat(told).isZero();
        assertThat(ranges).isEmpty();
        rejections.end();
        assertThat(ranges)
                .containsExactly("malformed 'often' at 1000 x1500: 1500 more like the 1000 before,"
                        + " from byte 1000 to byte 10999: bad");
    }

    @Test
    void longMessagesThatAreKeptForTheirRangeAreBoundedTogether() {
        for (char letter = 'a'; letter < 'a' + 20; letter++) {
            told(RejectionReason.TOO_LARGE, letter + "123456789", letter * 10_000L, 1_001);
        }

        assertThat(ranges).hasSize(16);
        rejections.end();
        assertThat(ranges).hasSize(20);
    }
}
