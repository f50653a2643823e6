package io.vigie.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.List;
import io.vigie.application.plan.SettingValue;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private static final String KEY = "begin-0123456789".repeat(20);

    private static Redaction of(String value) {
        return new Redaction(List.of(new SettingValue(value, "${file:secret}")));
    }

    @Test
    void aLineOfAFileOfSeveralIsNotToldAlone() {
        assertThat(of("first line of it\nsecond line of it\n").of("cannot read: second line of it, and more"))
                .isEqualTo("cannot read: ${file:secret}, and more");
    }

    @Test
    void theBeginningOfALongSecretIsNotToldAlone() {
        String cut = KEY.substring(0, 150);

        assertThat(of(KEY).of("no key: " + cut + "…; twice: " + KEY + cut))
                .isEqualTo("no key: ${file:secret}…; twice: ${file:secret}${file:secret}");
    }
}
