package io.vigie.application.maintenance;

import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;

/**
 * What was done to a table.
 *
 * @param table which
 * @param before how it stood; none where there is no table yet, or why it could not be looked at
 * @param steps what was done, in its order
 * @param after how it stands; after a rehearsal as before
 */
public record TableReport(
        MaintainedTable table,
        Either<String, Option<TableFigures>> before,
        Seq<StepReport> steps,
        Option<TableFigures> after) {

    /** Whether all could be done that was to be done. */
    public boolean isDone() {
        return before.isRight() && steps.forAll(step -> step.outcome().isRight());
    }
}
