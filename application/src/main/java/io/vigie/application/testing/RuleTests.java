package io.vigie.application.testing;

import io.vavr.collection.Seq;
import io.vigie.domain.rule.RuleBook;

/**
 * A file of rule tests.
 *
 * @param rules what is tested
 * @param tests in the order of the file, no two of the same name
 */
public record RuleTests(RuleBook rules, Seq<RuleTest> tests) {}
