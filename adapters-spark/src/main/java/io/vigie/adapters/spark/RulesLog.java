package io.vigie.adapters.spark;

import io.vavr.control.Option;
import io.vigie.domain.rule.RuleBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.apache.spark.sql.SparkSession;

/**
 * Which rules the batches of a pipeline were run with. A batch that is repeated after a crash goes by the rules it was
 * begun with, whatever they have become meanwhile, so that its state and all its rows come from one set of rules.
 */
final class RulesLog {

    /** Nothing else is made out of what a file says. */
    private static final ObjectInputFilter RULES =
            ObjectInputFilter.Config.createFilter("maxdepth=1000;io.vigie.domain.**;io.vavr.**;java.**;!*");

    private final BatchLog log;

    private RulesLog(BatchLog log) {
        this.log = log;
    }

    static RulesLog of(SparkSession session, String checkpoint) {
        return new RulesLog(BatchLog.of(session, checkpoint, "rules"));
    }

    /**
     * The rules that a batch was run with, or would have been; none where that is not known: nothing was written, or by
     * a version of Vigie whose rules are others.
     */
    Option<RuleBook> of(long batch) {
        return log.at(batch, RulesLog::read);
    }

    private static RuleBook read(InputStream file) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(file)) {
            in.setObjectInputFilter(RULES);
            return (RuleBook) in.readObject();
        }
    }

    /** From this batch on these are the rules. Those of the batch before are kept, older ones are not. */
    void write(long batch, RuleBook rules) {
        log.write(batch, file -> {
            try (ObjectOutputStream out = new ObjectOutputStream(file)) {
                out.writeObject(rules);
            }
        });
    }
}
