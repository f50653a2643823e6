package io.vigie.bootstrap.configuration.pipeline;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vigie.application.plan.TriggerPlan;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;

/** What of a pipeline its trigger does not allow. */
final class TriggerConflicts {

    private TriggerConflicts() {}

    static Seq<ConfigurationProblem> problems(YamlMapping pipeline, DataFlow flow) {
        if (flow.trigger() instanceof TriggerPlan.Continuous) {
            return ContinuousProcessing.problems(pipeline, flow).appendAll(endless(pipeline));
        }
        return flow.trigger() instanceof TriggerPlan.AvailableNow ? List.empty() : endless(pipeline);
    }

    private static Seq<ConfigurationProblem> endless(YamlMapping pipeline) {
        return List.of("endingOffsets", "endingTimestamp")
                .flatMap(key -> pipeline.node()
                        .find("source.kafka." + key)
                        .map(node -> node.problem("`" + key + "` is for a pipeline that ends:"
                                + " write `trigger: { availableNow: true }`, or leave it out")));
    }
}
