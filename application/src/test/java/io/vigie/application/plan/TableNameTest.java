package io.vigie.application.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {

    private static TableName name(String text) {
        return TableName.of(text).get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iot.readings", "main.iot.readings", "my-catalog.iot_2.Messwerte-für-Öfen"})
    void aNameHasTwoPartsOrThree(String text) {
        assertThat(name(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "readings", "a.b.c.d", "a..b", ".a.b", "a.b.", "a.b c", "a/b.c", "`a`.b"})
    void nothingElseIsOne(String text) {
        assertThat(TableName.of(text).isLeft()).isTrue();
    }

    @Test
    void aPartIsNotLongerThanACatalogAllows() {
        assertThat(TableName.of("a." + "b".repeat(255)).isRight()).isTrue();
        assertThat(TableName.of("a." + "b".repeat(256)).getLeft()).contains("255");
    }

    @ParameterizedTest
    @CsvSource({
        "main.iot.a, main.iot.a, true",
        "main.iot.a, Main.IOT.A, true",
        "main.iot.a, iot.a, true",
        "iot.a, main.iot.a, true",
        "main.iot.a, other.iot.a, false",
        "main.iot.a, main.iot.b, false",
        "iot.a, iot2.a, false"
    })
    void namesAreOfOneTableWhereNothingTellsThemApart(String one, String other, boolean same) {
        assertThat(name(one).mayBe(name(other))).isEqualTo(same);
    }

    @Test
    void itsSchemaIsAllButItsLastPart() {
        assertThat(name("main.iot.readings").schema().mkString(".")).isEqualTo("main.iot");
    }
}
