package io.vigie.adapters.spark;

import io.vigie.adapters.spark.batches.BatchRunner;
import io.vigie.adapters.spark.checkpoint.CheckpointLock;
import io.vigie.adapters.spark.checkpoint.Checkpoints;
import io.vigie.adapters.spark.checkpoint.FailureText;
import io.vigie.adapters.spark.checkpoint.StateFiles;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.watch.QueryWatch;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.EngineRun;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineHealth;
import io.vigie.application.port.out.SourceChanged;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;

/** A streaming query that runs a pipeline. */
final class SparkRun implements EngineRun {

    private final PipelinePlan plan;
    private final SparkSource source;
    private final StreamingQuery query;
    private final BatchRunner runner;
    private final QueryWatch watch;
    private final Runnable end;

    /** Somebody stops it: whoever does so may take the session away next, and nothing more is made in it. */
    private volatile boolean stopped;

    SparkRun(
            PipelinePlan plan,
            SparkSource source,
            StreamingQuery query,
            BatchRunner runner,
            QueryWatch watch,
            Runnable end) {
        this.plan = plan;
        this.source = source;
        this.query = query;
        this.runner = runner;
        this.watch = watch;
        this.end = end;
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        try {
            query.awaitTermination();
            if (!stopped) {
                runner.end(query.sparkSession());
                Checkpoints.tellCommitted(query.sparkSession(), plan.checkpoint(), source);
            }
        } catch (StreamingQueryException e) {
            if (!stopped && source.isToBeOpenedAgain(e)) {
                throw new SourceChanged("The " + source.name() + " is not what it was when it was opened", e);
            }
            if (!stopped) {
                throw new PipelineFailed("Pipeline " + plan.name() + " stopped" + told(e), e);
            } // what is stopped in the midst of a batch may fail of that
        } finally {
            if (!query.isActive()) {
                end.run();
            }
        }
    }

    /** What went wrong, where, and what to do about it. */
    private String told(StreamingQueryException e) {
        if (CheckpointLock.isMissedIn(e)) {
            return ": " + CheckpointLock.told(plan.checkpoint());
        }
        return StateFiles.damage(e, query.sparkSession(), plan.checkpoint())
                .map(damage -> ": " + damage)
                .getOrElse(() -> FailureText.isOurs(e)
                        ? ": " + FailureText.of(e)
                        : ", reading " + source.name() + ": " + FailureText.of(e)
                                + ". Once that is repaired start it again, it goes on where it was.");
    }

    @Override
    public void stop() {
        stopped = true;
        try {
            query.stop();
            end.run();
        } catch (TimeoutException e) {
            throw new PipelineFailed(
                    "Pipeline " + plan.name()
                            + " did not stop in time; the batch under way is repeated by the next start.",
                    e);
        }
    }

    @Override
    public PipelineHealth health() {
        return watch.health();
    }
}
