package io.vigie.bootstrap.operation;

import io.vavr.control.Option;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.bootstrap.metrics.MetricsServer;

/** Those who watch a pipeline by HTTP, where its plan asks for that. They are answered before Spark is there. */
final class Watchers implements AutoCloseable {

    private final Option<MetricsServer> server;

    private Watchers(Option<MetricsServer> server) {
        this.server = server;
    }

    /** @throws PipelineRefused when their address cannot be had */
    static Watchers of(PipelinePlan plan, StatusLine status) {
        Option<MetricsServer> server = plan.metrics().map(metrics -> MetricsServer.open(plan.name(), metrics));
        server.forEach(open -> status.tell("metrics at " + open.address()));
        return new Watchers(server);
    }

    /** The pipeline is started. */
    void watch(RunningPipeline pipeline) {
        server.forEach(open -> open.watch(pipeline));
    }

    @Override
    public void close() {
        server.forEach(MetricsServer::close);
    }
}
