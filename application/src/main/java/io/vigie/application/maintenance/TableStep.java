package io.vigie.application.maintenance;

import io.vavr.control.Option;
import io.vigie.application.plan.MaintenancePlan;
import java.time.Instant;
import java.time.LocalDate;

/** One thing that is done to a table. Each may be done again at any time, and then finds little or nothing to do. */
public sealed interface TableStep {

    /** What somebody makes of each kind of step. */
    interface Algebra<R> {
        R expire(Expire step);

        R compact(Compact step);

        R vacuum(Vacuum step);

        R trimLog(TrimLog step);
    }

    /** Has the algebra make something of this step. */
    <R> R interpret(Algebra<R> algebra);

    /**
     * Rows are deleted whose own time is before this one; of a table that lies in directories by day, whole days alone.
     * Rows without a time stay.
     */
    record Expire(Instant before) implements TableStep {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.expire(this);
        }
    }

    /**
     * Small files become large ones, with the same rows.
     *
     * @param since only those of this day or later, where the table lies in directories by day; none for all
     */
    record Compact(Option<LocalDate> since) implements TableStep {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.compact(this);
        }
    }

    /** Files that the table has not needed for so long are removed. */
    record Vacuum(MaintenancePlan.Vacuum how) implements TableStep {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.vacuum(this);
        }
    }

    /** The log is summed up, and what is older than the table keeps of it is removed. */
    record TrimLog(MaintenancePlan.LogKeeping how) implements TableStep {
        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.trimLog(this);
        }
    }
}
