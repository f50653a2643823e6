package io.vigie.adapters.spark.switching;

import io.vigie.adapters.spark.checkpoint.BatchLog;
import io.vigie.application.port.out.KeptByBatch;
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

    private RulesLog() {}

    /** That of a checkpoint. */
    public static KeptByBatch<RuleBook> of(SparkSession session, String checkpoint) {
        return BatchLog.of(session, checkpoint, "rules").keeping(RulesLog::read, RuleBookJson::write);
    }

    static RuleBook read(InputStream file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file);
        in.mark(2);
        boolean isSerialized = SerializedRules.begin(in.read(), in.read());
        in.reset();
        return isSerialized ? SerializedRules.read(in) : RuleBookJson.read(in);
    }
}
