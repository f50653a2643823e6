package io.vigie.bootstrap.configuration;

import io.vavr.collection.Seq;
import io.vigie.domain.monitor.RuleCost;

/**
 * A file in which nothing is wrong.
 *
 * @param summary what it holds, in a few words
 * @param costs what each rule of it costs; none of a file that runs no rules over a fleet
 * @param cautions what its rules may do that their author does not expect
 */
public record CheckedFile(String summary, Seq<RuleCost> costs, Seq<String> cautions) {}
