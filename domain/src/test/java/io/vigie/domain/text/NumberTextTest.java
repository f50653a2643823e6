package io.vigie.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

    @ParameterizedTest
    @CsvSource({
        "80, 80",
        "-80, -80",
        "-0.0, 0",
        "0.1, 0.1",
        "80.5, 80.5",
        "999999999999999, 999999999999999",
        "1e15, 1.0E15",
        "0.0001, 1.0E-4",
        "Infinity, Infinity",
        "NaN, NaN"
    })
    void wholeNumbersHaveNoFractionAndOthersAllTheirDigits(double number, String text) {
        assertThat(NumberText.of(number)).isEqualTo(text);
        StringBuilder appended = new StringBuilder();
        NumberText.append(appended, number);
        assertThat(appended).hasToString(text);
    }
}
