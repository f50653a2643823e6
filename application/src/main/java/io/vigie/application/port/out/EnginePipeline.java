package io.vigie.application.port.out;

import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.application.measurement.Meters;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.WindowBook;
import java.time.Duration;
import java.util.function.Consumer;

/** A pipeline that an engine has opened. It is started once, or closed. */
public interface EnginePipeline extends AutoCloseable {

    /** What its checkpoint knows; none before its first batch is planned. */
    Option<CheckpointMark> mark();

    /** The rules of its batches. */
    KeptByBatch<RuleBook> rules();

    /** The windows of its batches. */
    KeptByBatch<WindowBook> windows();

    /** How many alarms were active after its batches. */
    KeptByBatch<ActiveAlarms> activeAlarms();

    /** How many devices are remembered as its batches begin. */
    KeptByBatch<Long> devices();

    /**
     * Devices that somebody wants to be forgotten.
     *
     * @param clocked whether {@link DevicesToForget#areLeft} is asked between two batches
     */
    DevicesToForget toForget(boolean clocked);

    /**
     * Makes source and sinks ready and starts it in batches; it then runs by itself.
     *
     * @param meters take what the engine measures
     * @throws PipelineRefused when it must not start: nothing has been read then
     */
    EngineRun start(BatchConduct conduct, Meters meters);

    /**
     * Starts it without batches: each message goes through as it comes.
     *
     * @param interval how often progress is written down
     * @param meters take what the engine measures
     * @param progress is told now and then, on a thread of the engine's, what it has come to since it was told last
     * @throws PipelineRefused when it must not start: nothing has been read then
     */
    EngineRun startContinuously(Duration interval, Meters meters, Consumer<Progress> progress);

    /** Gives up what was opened. */
    @Override
    void close();

    /**
     * What a pipeline without batches has come to since it was told last.
     *
     * @param tally what there is of it
     * @param backlog how many messages each part of the source has left; empty where the source cannot tell
     * @param took since then
     */
    record Progress(BatchTally tally, Map<String, Long> backlog, Duration took) {}
}
