package io.vigie.bootstrap.parity;

import io.vavr.collection.Seq;
import io.vigie.adapters.spark.monitoring.TDigestSketches;
import io.vigie.application.explanation.ExplanationJson;
import io.vigie.application.memory.MemoryEngine;
import io.vigie.application.memory.MonitoredReading;
import io.vigie.application.memory.RejectedTelemetry;
import io.vigie.application.memory.TelemetryListener;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.application.ruletest.ExpectedTransition;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.WindowResult;
import java.nio.charset.StandardCharsets;

/** The engine in memory: one pass over all messages, and the clock once, at the end, or after each file as well. */
final class InMemory implements Engine {

    private final boolean isClocked;

    InMemory() {
        this(false);
    }

    private InMemory(boolean isClocked) {
        this.isClocked = isClocked;
    }

    /** One whose clock reaches all devices after each file. */
    static InMemory clocked() {
        return new InMemory(true);
    }

    @Override
    public Outcome run(ParityCase parityCase) {
        Outcome outcome = new Outcome();
        MemoryEngine engine = new MemoryEngine(
                parityCase.ruleBook(),
                parityCase.windowBook(),
                new TDigestSketches(),
                parityCase.time(),
                PayloadPlan.DEFAULT,
                new Lines(outcome, parityCase.windowBook().aggregates()));
        for (InputFile file : parityCase.closedFiles()) {
            file.lines().forEach(line -> engine.arrive(line.getBytes(StandardCharsets.UTF_8), file.arrival()));
            if (isClocked) {
                engine.advanceClock();
            }
        }
        engine.clock().forEach(engine::advanceClock);
        return outcome;
    }

    private record Lines(Outcome outcome, Seq<Aggregate> aggregates) implements TelemetryListener {

        @Override
        public void reading(MonitoredReading monitored) {
            SensorReading reading = monitored.reading();
            outcome.line(
                    reading.device().value(),
                    "reading",
                    reading.eventTime(),
                    reading.metric(),
                    reading.value(),
                    reading.unit().getOrNull(),
                    monitored.late(),
                    monitored.violations());
        }

        @Override
        public void transition(AlarmTransition transition) {
            AlarmTransition.Occasion occasion = transition.occasion();
            outcome.transition(ExpectedTransition.exactly(transition));
            outcome.line(
                    occasion.device().value(),
                    "transition",
                    occasion.eventTime(),
                    occasion.rule(),
                    transition.word(),
                    transition.severity().word(),
                    occasion.alarm().value(),
                    occasion.metric(),
                    occasion.value(),
                    occasion.message(),
                    occasion.shadow(),
                    ExplanationJson.of(transition));
        }

        @Override
        public void rejected(RejectedTelemetry rejected) {
            String payload = rejected.payload()
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .getOrElse("");
            outcome.line(
                    OnSpark.device(payload),
                    "rejected",
                    rejected.reason().word(),
                    rejected.detail(),
                    rejected.arrival(),
                    payload);
        }

        @Override
        public void window(WindowResult window) {
            outcome.line(
                    window.device().value(),
                    "window",
                    window.window().name(),
                    window.metric(),
                    window.time().start(),
                    window.time().end(),
                    aggregates
                            .map(aggregate -> aggregate + "="
                                    + window.value(aggregate)
                                            .map(String::valueOf)
                                            .getOrElse("none"))
                            .mkString(" "));
        }

        @Override
        public void uncounted(long more) {
            outcome.uncounted(more);
        }
    }
}
