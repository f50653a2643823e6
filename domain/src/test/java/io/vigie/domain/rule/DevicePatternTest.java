package io.vigie.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevicePatternTest {

    @ParameterizedTest
    @CsvSource({
        "*, boiler-1",
        "boiler-*, boiler-7",
        "boiler-*, boiler-",
        "boiler-?, boiler-7",
        "*-7, boiler-7",
        "b*-*7, boiler-17",
        "**, x",
        "a*b*c, abbcbc",
        "?, 🔥",
        "*?, 🔥",
        "x[1], x[1]",
        "a.b, a.b"
    })
    void matchesWhatTheGlobDescribes(String glob, String device) {
        assertThat(new DevicePattern(glob).matches(device)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "boiler-*, pump-7",
        "boiler-*, boiler",
        "boiler-?, boiler-",
        "boiler-?, boiler-17",
        "Boiler-7, boiler-7",
        "a.b, axb",
        "x[1], x1",
        "*-7, boiler-70",
        "?, ab",
        "??, 🔥"
    })
    void matchesNothingElse(String glob, String device) {
        assertThat(new DevicePattern(glob).matches(device)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!host", "!boiler-*"})
    void cannotExcludeDevices(String glob) {
        assertThat(DevicePattern.slipIn(glob).get()).startsWith("a pattern cannot exclude devices");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boiler-[0-9]+",
                "boiler-[0-9]",
                "[a-z]*",
                "[^A-Z0-9]x",
                "boiler-[12]+",
                "boiler-[12]{3}",
                "^boiler",
                "boiler-\\d+",
                "plant\\.boiler",
                "(boiler|pump)-*"
            })
    void isNoRegularExpression(String glob) {
        assertThat(DevicePattern.slipIn(glob).get()).startsWith("this is a regular expression");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "rack[3]",
                "rack[3]*",
                "wow!",
                "SITE\\device-1",
                "SITE\\d*",
                "line (old) 1",
                "a|b",
                "plant.*",
                "x^2",
                "price$",
                "{1-2}",
                "+33-*"
            })
    void mayHaveAnyCharactersThatNamesHave(String glob) {
        assertThat(DevicePattern.slipIn(glob)).isEmpty();
    }

    @Test
    void agreesWithTheDefinitionOfAGlobOnRandomOnes() {
        Random random = new Random(7);
        int matches = 0;
        for (int round = 0; round < 20_000; round++) {
            String glob = text(random, "ab*?", 1 + random.nextInt(7));
            String device = text(random, "ab", random.nextInt(8));
            boolean expected = matchesByDefinition(glob, device);
            matches += expected ? 1 : 0;
            assertThat(new DevicePattern(glob).matches(device))
                    .as("%s on %s", glob, device)
                    .isEqualTo(expected);
        }
        assertThat(matches).isBetween(1_000, 19_000);
    }

    @Test
    void takesNoLongerForManyStars() {
        DevicePattern pattern = new DevicePattern("a*".repeat(127) + "b");
        String device = "a".repeat(256);
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            for (int round = 0; round < 100; round++) {
                assertThat(pattern.matches(device)).isFalse();
            }
        });
    }

    @Test
    void knowsTheOneDeviceOfAGlobWithoutWildcards() {
        assertThat(new DevicePattern("boiler-7").literal()).contains("boiler-7");
        assertThat(new DevicePattern("boiler-?").literal()).isEmpty();
        assertThat(DevicePattern.EVERY.literal()).isEmpty();
    }

    @Test
    void knowsWhatAllNamesEndWith() {
        assertThat(new DevicePattern("*-7").suffix()).isEqualTo("-7");
        assertThat(new DevicePattern("b?*x-?7").suffix()).isEqualTo("7");
        assertThat(new DevicePattern("b*").suffix()).isEmpty();
        assertThat(new DevicePattern("b7").suffix()).isEqualTo("b7");
    }

    @ParameterizedTest
    @CsvSource({"boiler-*, boiler-", "b?iler-*, b", "boiler-7, boiler-7"})
    void knowsWhatAllNamesStartWith(String glob, String prefix) {
        assertThat(new DevicePattern(glob).prefix()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 257})
    void refusesEmptyAndOverlongGlobs(int length) {
        assertThatThrownBy(() -> new DevicePattern("x".repeat(length)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 256 characters, this one has " + length);
    }

    private static boolean matchesByDefinition(String glob, String device) {
        if (glob.isEmpty()) {
            return device.isEmpty();
        }
        if (glob.charAt(0) == '*') {
            return matchesByDefinition(glob.substring(1), device)
                    || (!device.isEmpty() && matchesByDefinition(glob, device.substring(1)));
        }
        return !device.isEmpty()
                && (glob.charAt(0) == '?' || glob.charAt(0) == device.charAt(0))
                && matchesByDefinition(glob.substring(1), device.substring(1));
    }

    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < length; at++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
