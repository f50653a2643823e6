package io.vigie.application.ruletest.mutation;

import io.vavr.collection.Seq;

/**
 * Which changes of rules their tests notice.
 *
 * @param mutants how many there were
 * @param survivors those that no test noticed
 */
public record MutationReport(int mutants, Seq<Mutant> survivors) {

    /** How many were noticed. */
    public int killed() {
        return mutants - survivors.size();
    }

    /** The share that was noticed in percent, rounded down, so that 100 is all. */
    public int percent() {
        return mutants == 0 ? 100 : killed() * 100 / mutants;
    }
}
