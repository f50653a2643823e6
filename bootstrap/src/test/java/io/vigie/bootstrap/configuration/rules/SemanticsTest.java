package io.vigie.bootstrap.configuration.rules;

import io.vigie.application.ruletest.NamedTest;
import io.vigie.application.ruletest.RuleTestFile;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What rules and time mean, sentence by sentence, as rule tests. */
class SemanticsTest {

    @TestFactory
    Stream<DynamicTest> alarms() {
        return testsOf("alarms.yaml");
    }

    @TestFactory
    Stream<DynamicTest> deadlines() {
        return testsOf("deadlines.yaml");
    }

    @TestFactory
    Stream<DynamicTest> values() {
        return testsOf("values.yaml");
    }

    @TestFactory
    Stream<DynamicTest> functions() {
        return testsOf("functions.yaml");
    }

    @TestFactory
    Stream<DynamicTest> time() {
        return testsOf("time.yaml");
    }

    @TestFactory
    Stream<DynamicTest> sentencesTogether() {
        return testsOf("together.yaml");
    }

    @TestFactory
    Stream<DynamicTest> rulesAndReadingsDrawnByLot() {
        return testsOf("drawn.yaml");
    }

    private static Stream<DynamicTest> testsOf(String file) {
        try {
            Path path = Path.of(Objects.requireNonNull(
                            SemanticsTest.class.getResource("/io/vigie/bootstrap/semantics/" + file), file)
                    .toURI());
            return DynamicTest.stream(RuleTestFile.at(path.toString()).tests(), NamedTest::name, NamedTest::check);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
