package io.vigie.domain.rule.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateNameTest {

    @ParameterizedTest
    @CsvSource({
        "value == FAULT, FAULT, 10",
        "value != E_42, E_42, 10",
        "FAULT == value, FAULT, 1",
        "`é` > 1 and (state==OFF or value > 3), OFF, 21",
        "not value != ON, ON, 14"
    })
    void isANameInCapitalsAloneBesideAnEquality(String expression, String name, int column) {
        assertThat(StateName.in(expression)).containsExactly(new StateName(name, column));
    }

    @Test
    void everyOneIsFound() {
        assertThat(StateName.in("value == A or value == B").map(StateName::name))
                .containsExactly("A", "B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value == `FAULT`",
                "value == Fault",
                "value == fault",
                "value > FAULT",
                "value == FAULT + 1",
                "2 * FAULT == value",
                "value == MEAN(x, 1m)",
                "FAULT",
                "not FAULT and value == 1",
                "mean(FAULT, 5m) == 3",
                "value == 1e5",
                "MODE == 3",
                "3 != MODE",
                "value > 1 and MODE == -1"
            })
    void isNothingElse(String expression) {
        assertThat(StateName.in(expression)).isEmpty();
    }
}
