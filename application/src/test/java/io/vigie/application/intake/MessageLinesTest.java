package io.vigie.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageLinesTest {

    private static List<String> lines(String block) {
        MessageLines lines = new MessageLines(block.getBytes(StandardCharsets.UTF_8));
        List<String> found = new ArrayList<>();
        while (lines.next()) {
            found.add(lines.from() + " " + block.substring(lines.from(), lines.from() + lines.length()));
        }
        assertThat(lines.next()).isFalse();
        return found;
    }

    @Test
    void eachLineIsAMessageAtItsPlace() {
        assertThat(lines("ab\nc\n")).containsExactly("0 ab", "3 c");
    }

    @Test
    void theLastOneMayDoWithoutALineFeed() {
        assertThat(lines("ab\nc")).containsExactly("0 ab", "3 c");
    }

    @Test
    void anEmptyLineIsAMessageAndAnEmptyBlockHasNone() {
        assertThat(lines("\n\na\n")).containsExactly("0 ", "1 ", "2 a");
        assertThat(lines("")).isEmpty();
    }
}
