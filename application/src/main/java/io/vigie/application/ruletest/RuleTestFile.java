package io.vigie.application.ruletest;

import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * A file of rule tests as tests of any test library; of JUnit 5:
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> boilers() {
 *     return DynamicTest.stream(RuleTestFile.at("src/test/rules/boilers-test.yaml").tests(),
 *             NamedTest::name, NamedTest::check);
 * }
 * }</pre>
 *
 * <p>It needs {@code vigie-bootstrap} on the class path, which reads the file, and no Spark.
 */
public final class RuleTestFile {

    private final RuleTests tests;

    private RuleTestFile(RuleTests tests) {
        this.tests = tests;
    }

    /**
     * The file at this path; a relative one starts at the working directory, which for build tools is the project.
     *
     * @throws IllegalArgumentException when something is wrong in the file or its rules, with every error as
     *     {@code file:line:column: message}
     */
    public static RuleTestFile at(String path) {
        LoadRuleTests loader = ServiceLoader.load(LoadRuleTests.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "There is nothing on the class path that reads rule tests; add io.vigie:vigie-bootstrap."));
        return new RuleTestFile(
                loader.load(path).getOrElseThrow(problems -> new IllegalArgumentException(problems.mkString("\n"))));
    }

    /** The tests in the order of the file, each to be run on its own. */
    public Stream<NamedTest> tests() {
        return tests.tests().toJavaStream().map(test -> new NamedTest(test.name(), tests.rules(), test));
    }
}
