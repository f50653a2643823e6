package io.vigie.application.plan;

import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import java.time.Duration;

/**
 * How the tables of a pipeline are kept in shape.
 *
 * @param compaction how small files become large ones; none where they stay as they are
 * @param retention how long rows of an output are kept, by their own time; an output that is not here keeps all
 * @param vacuum how long files that a table no longer needs stay for those who still read them; none where for ever
 * @param log how tables keep their logs
 * @param idle after how long without progress the pipeline counts as gone; none where it never does
 */
public record MaintenancePlan(
        Option<Compaction> compaction,
        Map<Output, Duration> retention,
        Option<Vacuum> vacuum,
        LogKeeping log,
        Option<Duration> idle) {

    /** Readers have a week to finish, as is the custom with Delta tables. */
    public static final Duration USUAL_VACUUM = Duration.ofDays(7);

    /** Compacts, removes what nobody reads any more, and deletes no row. */
    public static final MaintenancePlan DEFAULT = new MaintenancePlan(
            Option.some(new Compaction(Option.none())),
            HashMap.empty(),
            Option.some(new Vacuum(USUAL_VACUUM, false)),
            LogKeeping.AS_IT_IS,
            Option.none());

    /**
     * Which files are compacted.
     *
     * @param days only those of so many days up to today, where a table lies in directories by day; none for all
     */
    public record Compaction(Option<Integer> days) {}

    /**
     * When files that a table no longer needs are removed.
     *
     * @param after how long they have not been needed
     * @param mayBeShort whether that may be shorter than the table itself asks for, at the risk of those who read it
     */
    public record Vacuum(Duration after, boolean mayBeShort) {}

    /**
     * How tables keep their logs; what is none stays as the table has it.
     *
     * @param retention how long past versions can be asked for, {@code delta.logRetentionDuration}
     * @param checkpointInterval after how many commits the log is summed up, {@code delta.checkpointInterval}
     */
    public record LogKeeping(Option<Duration> retention, Option<Integer> checkpointInterval) {

        /** Every table as it is. */
        public static final LogKeeping AS_IT_IS = new LogKeeping(Option.none(), Option.none());
    }
}
