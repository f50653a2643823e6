package io.vigie.application.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.HashMap;
import io.vavr.collection.LinkedHashMap;
import org.junit.jupiter.api.Test;

class SettingValueTest {

    @Test
    void itPrintsAsItIsWritten() {
        assertThat(new SettingValue("s3cret", "${env:PASSWORD}")).hasToString("${env:PASSWORD}");
    }

    @Test
    void itTellsWhatEachOfItsReferencesStandsFor() {
        assertThat(new SettingValue(
                                "Module required username=\"vigie\" password=\"a.*\"\n(b\";",
                                "Module required username=\"${env:USER}\" password=\"${file:run/secret}\";")
                        .references())
                .isEqualTo(LinkedHashMap.of("vigie", "${env:USER}", "a.*\"\n(b", "${file:run/secret}"));
        assertThat(new SettingValue("s3cret", "${env:PASSWORD}").references())
                .isEqualTo(HashMap.of("s3cret", "${env:PASSWORD}"));
    }

    @Test
    void whatIsWrittenOutStandsForItself() {
        assertThat(SettingValue.plain("4").references()).isEqualTo(HashMap.empty());
        assertThat(new SettingValue("${env:A} costs $5", "$${env:A} costs $5").references())
                .isEqualTo(HashMap.empty());
    }
}
