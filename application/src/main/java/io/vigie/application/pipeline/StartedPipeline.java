package io.vigie.application.pipeline;

import io.vavr.collection.Seq;
import io.vigie.application.measurement.Measurement;
import io.vigie.application.measurement.Meters;
import io.vigie.application.port.out.EngineRun;
import io.vigie.application.port.out.PipelineHealth;

/** A pipeline that an engine runs, and what was measured of it. */
record StartedPipeline(EngineRun run, Meters meters) implements RunningPipeline {

    @Override
    public void awaitEnd() throws InterruptedException {
        run.awaitEnd();
    }

    @Override
    public void stop() {
        run.stop();
    }

    @Override
    public PipelineHealth health() {
        return run.health();
    }

    @Override
    public Seq<Measurement> measurements() {
        return meters.read();
    }
}
