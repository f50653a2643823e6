package io.vigie.bootstrap.metrics;

import io.vigie.application.port.out.PipelineHealth;
import java.time.Duration;
import java.util.Locale;

/**
 * What a probe is told.
 *
 * @param well whether all is well, which a probe hears as status 200, else 503
 * @param reason a line for a person
 */
record HealthAnswer(boolean well, String reason) {

    /** Whether the pipeline lives. One that is not alive does not come to life again by itself. */
    static HealthAnswer live(PipelineHealth health, Duration stalledAfter) {
        if (!health.running()) {
            return new HealthAnswer(false, "the pipeline has ended");
        }
        return stuck(health.stalled(), stalledAfter) ? stalled(health.stalled()) : new HealthAnswer(true, "running");
    }

    /** Whether the pipeline has begun to work. */
    static HealthAnswer ready(PipelineHealth health, Duration stalledAfter) {
        HealthAnswer live = live(health, stalledAfter);
        return live.well() && !health.ready()
                ? new HealthAnswer(false, "no batch is done yet, and the source was not found to have nothing")
                : live.well() ? new HealthAnswer(true, "ready") : live;
    }

    /** While the pipeline is being started, for so long by now. */
    static HealthAnswer starting(Duration since, Duration stalledAfter, boolean isWell) {
        return stuck(since, stalledAfter) ? stalled(since) : new HealthAnswer(isWell, "starting");
    }

    private static boolean stuck(Duration stalled, Duration stalledAfter) {
        return stalled.compareTo(stalledAfter) > 0;
    }

    private static HealthAnswer stalled(Duration since) {
        return new HealthAnswer(
                false, String.format(Locale.ROOT, "nothing has moved for %,d seconds", since.toSeconds()));
    }
}
