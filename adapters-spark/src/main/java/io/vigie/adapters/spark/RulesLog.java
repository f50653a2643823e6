package io.vigie.adapters.spark;

import io.vavr.control.Option;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.domain.rule.RuleBook;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Which rules the batches of a pipeline were run with: a file in its checkpoint for each batch from which on they were
 * others, named by its number. A batch that is repeated after a crash goes by the rules it was begun with, whatever
 * they have become meanwhile, so that its state and all its rows come from one set of rules.
 */
final class RulesLog {

    /** Nothing else is made out of what a file says. */
    private static final ObjectInputFilter RULES =
            ObjectInputFilter.Config.createFilter("maxdepth=1000;io.vigie.domain.**;io.vavr.**;java.**;!*");

    private final FileSystem files;
    private final Path directory;

    private RulesLog(FileSystem files, Path directory) {
        this.files = files;
        this.directory = directory;
    }

    static RulesLog of(SparkSession session, String checkpoint) {
        Path directory = new Path(checkpoint, "rules");
        try {
            return new RulesLog(directory.getFileSystem(session.sessionState().newHadoopConf()), directory);
        } catch (IOException e) {
            throw new PipelineFailed("Cannot look into " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * The rules that a batch was run with, or would have been; none where that is not known: nothing was written, or by
     * a version of Vigie whose rules are others.
     */
    Option<RuleBook> of(long batch) {
        Option<Path> found = Option.none();
        for (Path file : files()) {
            found = number(file) <= batch ? Option.some(file) : found;
        }
        return found.flatMap(this::read);
    }

    private Option<RuleBook> read(Path file) {
        try (ObjectInputStream in = new ObjectInputStream(files.open(file))) {
            in.setObjectInputFilter(RULES);
            return Option.some((RuleBook) in.readObject());
        } catch (IOException | ClassNotFoundException | RuntimeException unreadable) {
            return Option.none();
        }
    }

    /** From this batch on these are the rules. Those of the batch before are kept, older ones are not. */
    void write(long batch, RuleBook rules) {
        List<Path> before = files();
        Path whole = new Path(directory, Long.toString(batch));
        Path part = new Path(directory, "." + batch + ".part");
        try {
            files.mkdirs(directory);
            try (ObjectOutputStream out = new ObjectOutputStream(files.create(part, true))) {
                out.writeObject(rules);
            }
            files.delete(whole, false);
            if (!files.rename(part, whole)) {
                throw new IOException("the file " + whole + " cannot be put in place");
            }
            for (int i = 0; i < before.size() - 1; i++) {
                files.delete(before.get(i), false);
            }
        } catch (IOException e) {
            throw new PipelineFailed(
                    "Cannot write the rules of batch " + batch + " to " + directory + ": " + e.getMessage()
                            + ". Make room or give the right to write there, and start again.",
                    e);
        }
    }

    /** The earliest first. */
    private List<Path> files() {
        List<Path> found = new ArrayList<>();
        try {
            if (files.exists(directory)) {
                for (FileStatus status : files.listStatus(directory)) {
                    if (status.getPath().getName().matches("\\d+")) {
                        found.add(status.getPath());
                    }
                }
            }
        } catch (IOException e) {
            throw new PipelineFailed("Cannot look into " + directory + ": " + e.getMessage(), e);
        }
        found.sort(Comparator.comparingLong(RulesLog::number));
        return found;
    }

    private static long number(Path file) {
        return Long.parseLong(file.getName());
    }
}
