package io.vigie.adapters.delta;

import io.vigie.application.maintenance.Effect;
import io.vigie.application.plan.MaintenancePlan.LogKeeping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;

/**
 * Removal of past commits from a table's log. Delta does it whenever it sums a log up, in whole days; what says which
 * batches a table holds is in the sum, and stays.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#checkpoints">Delta protocol: checkpoints</a>
 */
record LogTrim(SparkSession session, CaredTable table, TableState state, LogKeeping how) {

    static final String RETENTION = "delta.logRetentionDuration";
    static final String CHECKPOINT_INTERVAL = "delta.checkpointInterval";

    private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\..+");

    /** How many files of the log, and bytes, are older than the table keeps them. */
    Effect expired() {
        Duration kept = how.retention().getOrElse(state::keepsLog);
        Instant before = Instant.now().minus(kept).truncatedTo(ChronoUnit.DAYS);
        long files = 0;
        long bytes = 0;
        try {
            FileSystem system =
                    state.directory().getFileSystem(session.sessionState().newHadoopConf());
            RemoteIterator<FileStatus> all = system.listStatusIterator(state.directory());
            while (all.hasNext()) {
                FileStatus file = all.next();
                if (isBeforeLast(file) && file.getModificationTime() < before.toEpochMilli()) {
                    files++;
                    bytes += file.getLen();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Effect.removed(files, bytes);
    }

    private boolean isBeforeLast(FileStatus file) {
        Matcher name = COMMIT.matcher(file.getPath().getName());
        return name.matches() && Long.parseLong(name.group(1)) < state.version();
    }

    Effect perform() {
        Map<String, String> others = others();
        if (!others.isEmpty()) {
            session.sql("ALTER TABLE " + table.identifier() + " SET TBLPROPERTIES ("
                    + others.entrySet().stream()
                            .map(property -> "'" + property.getKey() + "' = '" + property.getValue() + "'")
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        Effect before = expired();
        state.sumUp();
        Effect after = expired();
        return Effect.removed(Math.max(0, before.files() - after.files()), Math.max(0, before.bytes() - after.bytes()));
    }

    /** Properties that the table shall have and has not. Setting one is a commit, which a batch of just then has to give way to. */
    private Map<String, String> others() {
        Map<String, String> wanted = new LinkedHashMap<>();
        how.retention()
                .filter(kept -> !kept.equals(state.keepsLog()))
                .forEach(kept -> wanted.put(RETENTION, "interval " + kept.toSeconds() + " seconds"));
        how.checkpointInterval()
                .filter(commits -> commits != state.checkpointInterval())
                .forEach(commits -> wanted.put(CHECKPOINT_INTERVAL, Integer.toString(commits)));
        return wanted;
    }
}
