package io.vigie.application.ruletest;

import io.vavr.collection.Seq;
import io.vavr.control.Either;

/** Reads files of rule tests. */
@FunctionalInterface
public interface LoadRuleTests {

    /**
     * The tests with the rules that they test, or all that is wrong, as {@code file:line:column: message}.
     *
     * @param file the path of the file
     */
    Either<Seq<String>, RuleTests> load(String file);
}
