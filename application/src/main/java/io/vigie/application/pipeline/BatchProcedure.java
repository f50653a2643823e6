package io.vigie.application.pipeline;

import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.measurement.Meter;
import io.vigie.application.measurement.Meters;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.ActiveAlarms;
import io.vigie.application.port.out.BatchConduct;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.BatchTally;
import io.vigie.application.port.out.BatchTerms;
import io.vigie.application.port.out.CheckpointMark;
import io.vigie.application.port.out.DevicesToForget;
import io.vigie.application.port.out.EngineBatch;
import io.vigie.application.port.out.EnginePipeline;
import io.vigie.application.port.out.EngineSinks;
import io.vigie.application.port.out.LoadRules;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.application.port.out.ReadArrivals;
import io.vigie.application.port.out.TelemetryEngine;
import io.vigie.domain.reading.Microseconds;
import java.time.Duration;
import java.util.function.BiFunction;

/**
 * What is done with each batch, and in which order. What it goes by is settled, and kept, before any of it runs; it is
 * counted, and held against the limit of what may be bad, before anything is written; then everything is written at once,
 * the outputs beside what the checkpoint keeps; and when all of that is there, it is told of.
 */
final class BatchProcedure {

    /** A batch of readings of more days is told of. */
    private static final int MANY_DAYS = 1_000;

    private final PipelinePlan plan;
    private final PoisonLimit poison;
    private final PipelineObserver observer;
    private final TelemetryEngine engine;
    private final CurrentTerms terms;
    private final PipelineClock clock;
    private final RuleSwitch rules;
    private final WindowSwitch windows;
    private final ActiveAlarmCount alarms;
    private final DeviceCount devices;
    private final DevicesToForget toForget;
    private final SourceArrivals arrivals;
    private final PipelineMeters numbers;

    /** Whether every sink has what it writes to. */
    private volatile boolean complete;

    /** Whether devices in several partitions are still to be told of. */
    private boolean tellsScattered;

    private BatchProcedure(
            PipelinePlan plan,
            PipelineObserver observer,
            TelemetryEngine engine,
            CurrentTerms terms,
            PipelineClock clock,
            RuleSwitch rules,
            WindowSwitch windows,
            ActiveAlarmCount alarms,
            DeviceCount devices,
            DevicesToForget toForget,
            SourceArrivals arrivals,
            PipelineMeters numbers) {
        this.plan = plan;
        poison = new PoisonLimit(plan.payload().maxRejectedShare());
        this.observer = observer;
        this.engine = engine;
        this.terms = terms;
        this.clock = clock;
        this.rules = rules;
        this.windows = windows;
        this.alarms = alarms;
        this.devices = devices;
        this.toForget = toForget;
        this.arrivals = arrivals;
        this.numbers = numbers;
        tellsScattered = plan.time().outOfOrder().isZero();
    }

    /**
     * That of a pipeline which an engine has opened.
     *
     * @throws io.vigie.application.port.out.PipelineRefused when its checkpoint has no place for what it needs
     */
    static BatchProcedure of(
            PipelinePlan plan,
            LoadRules source,
            PipelineObserver observer,
            TelemetryEngine engine,
            EnginePipeline pipeline,
            Meters meters,
            PipelineMeters numbers) {
        Option<CheckpointMark> mark = pipeline.mark();
        CurrentTerms terms =
                new CurrentTerms(plan, mark.map(CheckpointMark::isClocked).getOrElse(() -> CurrentTerms.mayWait(plan)));
        mark.forEach(terms::mustFit);
        PipelineClock clock = new PipelineClock(
                plan.trigger().goesOnInBatches(),
                plan.time(),
                terms.waits(),
                mark.map(CheckpointMark::watermark).getOrElse(Ticks.NONE),
                engine::nanoTime);
        ActiveAlarmCount alarms = plan.needsState()
                ? ActiveAlarmCount.of(pipeline.activeAlarms(), mark)
                : ActiveAlarmCount.none(pipeline.activeAlarms());
        RuleSwitch rules = new RuleSwitch(plan, source, observer, terms, clock, pipeline.rules(), alarms, mark);
        WindowSwitch windows = new WindowSwitch(plan.windows(), observer, terms, clock, pipeline.windows(), mark);
        DevicesToForget toForget = pipeline.toForget(terms.clocked());
        DeviceCount devices = plan.needsState()
                ? DeviceCount.of(pipeline.devices(), plan.limits(), mark)
                : DeviceCount.none(pipeline.devices());
        SourceArrivals arrivals = plan.needsState()
                ? SourceArrivals.of(pipeline.arrivals(), plan.time(), mark)
                : SourceArrivals.none(pipeline.arrivals(), plan.time());
        meters.watch(Meter.RULES_REFUSED, () -> rules.isRefused() ? 1 : 0);
        BatchProcedure procedure = new BatchProcedure(
                plan, observer, engine, terms, clock, rules, windows, alarms, devices, toForget, arrivals, numbers);
        procedure.measureState();
        return procedure;
    }

    /** What an engine needs to be told of it. */
    BatchConduct conduct() {
        return new BatchConduct(terms.clocked(), this::nextClock, this::batch, this::end);
    }

    private long nextClock(long sent) {
        rules.look();
        if (toForget.areLeft()) {
            clock.ask();
        }
        return clock.next(sent);
    }

    private void batch(EngineBatch batch) {
        long start = engine.nanoTime();
        rules.batchBegins(batch.number());
        windows.batchBegins(batch.number());
        devices.batchBegins(batch::devices);
        // Asked once: a source may have to ask its broker.
        Map<String, Long> backlog = batch.backlog();
        boolean isHeld = arrivals.isHeld(batch, backlog);
        BatchTerms goesBy = terms.of(devices.isFull(), toForget.batchBegins(batch.number()), !isHeld, arrivals.known());
        BatchTally tally = batch.run(goesBy);
        poison.mustHold(tally);
        Option<ActiveAlarms> active = alarms.after(tally);
        Option<Long> remembered = devices.after(tally);
        ReadArrivals read = arrivals.after(tally);
        batch.atOnce(outputs(batch, tally)
                .appendAll(
                        Option.when(alarms.mustWrite(active), () -> () -> alarms.write(batch.number(), active.get())))
                .appendAll(Option.when(
                        devices.mustWrite(remembered), () -> () -> devices.write(batch.number(), remembered.get())))
                .appendAll(Option.when(arrivals.mustWrite(read), () -> () -> arrivals.write(batch.number(), read)))
                .appendAll(Option.when(!tally.forgetsDevices(), () -> toForget::stay)));
        complete = true;
        clock.batchDone(
                tally.hasMessages(),
                goesBy.movesClock() ? arrivals.movedBy(tally) : Ticks.NONE,
                arrivals.clock(read, backlog, isHeld),
                read.horizon(),
                tally.leavesBehind());
        arrivals.batchDone(read);
        alarms.batchDone(active);
        devices.batchDone(remembered);
        measureState();
        numbers.done();
        if (!tally.isEmpty()) {
            report(batch, tally, backlog, Duration.ofNanos(engine.nanoTime() - start));
        }
    }

    /** The sinks of outputs with rows get them; until a batch has been through, the others are made too. */
    private Seq<Runnable> outputs(EngineBatch batch, BatchTally tally) {
        return forEachSink((output, sink) -> {
            if (tally.count(output) > 0) {
                return Option.some(() -> batch.append(output, sink));
            }
            return Option.when(!complete, () -> () -> batch.create(output, sink));
        });
    }

    /** Something to do for each sink, output by output. */
    private Seq<Runnable> forEachSink(BiFunction<Output, SinkPlan, Option<Runnable>> work) {
        return List.of(Output.values())
                .flatMap(output ->
                        plan.sinks().getOrElse(output, List.empty()).flatMap(sink -> work.apply(output, sink)));
    }

    private void report(EngineBatch batch, BatchTally tally, Map<String, Long> backlog, Duration took) {
        Option<Long> active = alarms.known()
                .map(known -> known.of(rules.inForce(), false).values().sum().longValue());
        BatchReport report = BatchReport.of(batch.number(), tally, active, backlog, took);
        numbers.batchDone(report);
        if (batch.eventDays() > MANY_DAYS) {
            observer.manyEventDays(batch.number(), batch.eventDays());
        }
        tally.scattered().filter(scattered -> tellsScattered).forEach(scattered -> {
            tellsScattered = false;
            observer.devicesScattered(batch.number(), scattered);
        });
        observer.batchDone(report);
    }

    private void measureState() {
        numbers.inForce(rules.inForce());
        alarms.known().forEach(active -> numbers.active(active, rules.inForce()));
        clock.time().forEach(time -> numbers.watermark(Microseconds.instant(time)));
    }

    /** What no batch has made is made now. */
    private void end(EngineSinks sinks) {
        if (!complete) {
            sinks.atOnce(forEachSink((output, sink) -> Option.some(() -> sinks.create(output, sink))));
            complete = true;
        }
    }
}
