package io.vigie.application.plan;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.TimeNotation;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PipelineDraftTest {

    private static final SourcePlan FILES = new SourcePlan.JsonFiles("/data/in");
    private static final SinkPlan TABLE = new SinkPlan.DeltaTable("/data/readings");
    private static final SinkPlan OTHER_TABLE = new SinkPlan.DeltaTable("/data/others");

    private static final Rule HOT = rule("hot")
            .metric("temperature")
            .raise(Severity.MAJOR, when("value > 80"))
            .build();

    private static final WindowDefinition PER_MINUTE = WindowDefinition.of(
            "per-minute",
            new WindowSpec.Tumbling(Duration.ofMinutes(1)),
            Aggregate.parse("max").get());

    private static final PipelineDraft SHORTEST =
            PipelinePlan.named("boilers").source(FILES).readingsTo(TABLE).checkpoint("/data/checkpoint");

    @Test
    void whatIsNotSaidIsAsInAPipelineFile() {
        PipelinePlan plan = SHORTEST.build();

        assertThat(plan.payload())
                .isEqualTo(new PayloadPlan(PayloadFormat.FLAT, 1_048_576, 1, Option.some(TimeNotation.DEFAULT)));
        assertThat(plan.time())
                .isEqualTo(new TimePolicy(Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(5), Option.none()));
        assertThat(plan.rules().rules()).isEmpty();
        assertThat(plan.windows().definitions()).isEmpty();
        assertThat(plan.trigger()).isEqualTo(new TriggerPlan.AvailableNow());
        assertThat(plan.engineSettings()).isEmpty();
        assertThat(plan.metrics()).isEmpty();
        assertThat(plan.limits()).isEqualTo(new FleetLimits(10_000, 1_000_000, Option.none()));
    }

    @Test
    void aSourceOfFilesTakesAllBelowAPathAThousandAtATime() {
        assertThat(FILES)
                .isEqualTo(new SourcePlan.JsonFiles(
                        "/data/in",
                        1_000,
                        HashMap.empty(),
                        "/data/in",
                        true,
                        FileLayout.FOUND,
                        new AfterReading.Keep()));
    }

    @Test
    void whatIsSaidIsInThePlan() {
        PayloadPlan payload = new PayloadPlan(PayloadFormat.WIDE, 1_000, 0.5);
        TimePolicy time = new TimePolicy(Duration.ofSeconds(10), Duration.ofHours(2), Duration.ZERO);
        SettingValue partitions = SettingValue.plain("4");
        FleetLimits limits = new FleetLimits(10, 100);

        PipelinePlan plan = SHORTEST.name("pumps")
                .payload(payload)
                .time(time)
                .rules(HOT)
                .windows(PER_MINUTE)
                .alarmsTo(TABLE, OTHER_TABLE)
                .windowsTo(OTHER_TABLE)
                .violationsTo(TABLE)
                .rejectedTo(OTHER_TABLE)
                .trigger(new TriggerPlan.Every(Duration.ofSeconds(1)))
                .engineSettings(HashMap.of("partitions", partitions))
                .metrics(Option.some(MetricsPlan.DEFAULT))
                .limits(limits)
                .build();

        assertThat(plan.name()).isEqualTo("pumps");
        assertThat(plan.source()).isEqualTo(FILES);
        assertThat(plan.payload()).isEqualTo(payload);
        assertThat(plan.time()).isEqualTo(time);
        assertThat(plan.rules().rules()).containsExactly(HOT);
        assertThat(plan.windows().definitions()).containsExactly(PER_MINUTE);
        assertThat(plan.sinks())
                .isEqualTo(HashMap.of(
                        Output.READINGS, List.of(TABLE),
                        Output.ALARMS, List.of(TABLE, OTHER_TABLE),
                        Output.WINDOWS, List.of(OTHER_TABLE),
                        Output.VIOLATIONS, List.of(TABLE),
                        Output.REJECTED, List.of(OTHER_TABLE)));
        assertThat(plan.trigger()).isEqualTo(new TriggerPlan.Every(Duration.ofSeconds(1)));
        assertThat(plan.checkpoint()).isEqualTo("/data/checkpoint");
        assertThat(plan.engineSettings()).isEqualTo(HashMap.of("partitions", partitions));
        assertThat(plan.metrics()).contains(MetricsPlan.DEFAULT);
        assertThat(plan.limits()).isEqualTo(limits);
        assertThat(plan.draft().build()).isEqualTo(plan);
    }

    @Test
    void aDraftIsKeptAndVaried() {
        PipelinePlan before = SHORTEST.build();

        PipelinePlan varied = SHORTEST.rules(HOT).alarmsTo(TABLE).build();

        assertThat(varied.writes(Output.ALARMS)).isTrue();
        assertThat(SHORTEST.build()).isEqualTo(before);
    }

    @Test
    void anOutputGoesWhereItWasSaidLastAndNowhereIfToNone() {
        PipelineDraft draft = SHORTEST.rejectedTo(TABLE).readingsTo(OTHER_TABLE);

        assertThat(draft.build().sinks().get(Output.READINGS)).contains(List.of(OTHER_TABLE));
        assertThat(draft.readingsTo().build().writes(Output.READINGS)).isFalse();
    }

    @Test
    void allThatIsMissingIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PipelinePlan.named("boilers").build())
                .withMessage("The pipeline boilers is not complete."
                        + " It has no source: say with source(…) where messages come from."
                        + " It has no sink: say with readingsTo(…), alarmsTo(…), windowsTo(…), violationsTo(…) or"
                        + " rejectedTo(…) what it writes, and where."
                        + " It has no checkpoint: say with checkpoint(…) which directory keeps its progress.");
    }

    @Test
    void whatIsThereIsNotSaidToBeMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PipelinePlan.named("boilers")
                        .source(FILES)
                        .checkpoint("/data/checkpoint")
                        .build())
                .withMessageContaining("no sink")
                .withMessageNotContainingAny("no source", "no checkpoint");
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> PipelinePlan.named("boilers").readingsTo(TABLE).build())
                .withMessageContainingAll("no source", "no checkpoint")
                .withMessageNotContaining("no sink");
        assertThatIllegalStateException()
                .isThrownBy(() -> SHORTEST.readingsTo().build())
                .withMessageContaining("no sink");
    }
}
