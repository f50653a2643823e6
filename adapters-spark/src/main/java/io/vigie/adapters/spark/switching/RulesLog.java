package io.vigie.adapters.spark.switching;

import io.vavr.control.Option;
import io.vigie.adapters.spark.checkpoint.BatchLog;
import io.vigie.domain.rule.RuleBook;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.spark.sql.SparkSession;

/**
 * Which rules the batches of a pipeline were run with. A batch that is repeated after a crash goes by the rules it was
 * begun with, whatever they have become meanwhile, so that its state and all its rows come from one set of rules.
 */
public final class RulesLog {

    private final BatchLog log;

    private RulesLog(BatchLog log) {
        this.log = log;
    }

    public static RulesLog of(SparkSession session, String checkpoint) {
        return new RulesLog(BatchLog.of(session, checkpoint, "rules"));
    }

    /** The rules that a batch was run with, or would have been; none where that is not known: nothing was written. */
    public Option<RuleBook> of(long batch) {
        return log.at(batch, RulesLog::read);
    }

    static RuleBook read(InputStream file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file);
        in.mark(2);
        boolean isSerialized = SerializedRules.begin(in.read(), in.read());
        in.reset();
        return isSerialized ? SerializedRules.read(in) : RuleBookJson.read(in);
    }

    /** From this batch on these are the rules. Those of the batch before are kept, older ones are not. */
    public void write(long batch, RuleBook rules) {
        log.write(batch, file -> RuleBookJson.write(rules, file));
    }
}
