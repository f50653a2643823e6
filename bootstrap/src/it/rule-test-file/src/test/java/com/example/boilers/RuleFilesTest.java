package com.example.boilers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vigie.application.ruletest.NamedTest;
import io.vigie.application.ruletest.RuleTestFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each test of the file is a test of JUnit's. */
class RuleFilesTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return DynamicTest.stream(
                RuleTestFile.at("src/test/rules/rules-test.yaml").tests(), NamedTest::name, NamedTest::check);
    }

    @Test
    void theFileHasTwoTests() {
        assertEquals(2, rules().count());
    }

    @Test
    void aTestThatFailsSaysHow() {
        NamedTest failing = RuleTestFile.at("src/test/rules/failing-test.yaml")
                .tests()
                .findFirst()
                .orElseThrow();
        AssertionError error = assertThrows(AssertionError.class, failing::check);
        assertTrue(
                error.getMessage().startsWith("src/test/rules/failing-test.yaml:3:5: 1 missing\n"), error.getMessage());
        assertTrue(error.getMessage().contains("| (nothing)"), error.getMessage());
    }

    @Test
    void aFileThatIsWrongSaysWhere() {
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> RuleTestFile.at("src/test/rules/rules.yaml"));
        assertEquals("src/test/rules/rules.yaml:1:1: `tests` is missing", error.getMessage());
    }
}
