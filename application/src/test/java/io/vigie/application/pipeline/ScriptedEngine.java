package io.vigie.application.pipeline;

import io.vavr.collection.HashMap;
import io.vavr.collection.HashSet;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import io.vigie.application.measurement.Meters;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.ActiveAlarms;
import io.vigie.application.port.out.BatchConduct;
import io.vigie.application.port.out.BatchTally;
import io.vigie.application.port.out.BatchTerms;
import io.vigie.application.port.out.CheckpointMark;
import io.vigie.application.port.out.DevicesToForget;
import io.vigie.application.port.out.EngineBatch;
import io.vigie.application.port.out.EnginePipeline;
import io.vigie.application.port.out.EngineRun;
import io.vigie.application.port.out.EngineSinks;
import io.vigie.application.port.out.KeptByBatch;
import io.vigie.application.port.out.PipelineHealth;
import io.vigie.application.port.out.ReadArrivals;
import io.vigie.application.port.out.TelemetryEngine;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.WindowBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An engine without messages: its batches come to what a test says, and it notes what it is asked for. What it keeps of a
 * pipeline outlasts a restart.
 */
public final class ScriptedEngine implements TelemetryEngine {

    private final List<BatchTally> script = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final List<BatchTerms> terms = new ArrayList<>();
    private final Kept<RuleBook> rules = new Kept<>("rules");
    private final Kept<WindowBook> windows = new Kept<>("windows");
    private final Kept<ActiveAlarms> alarms = new Kept<>("alarms");
    private final Kept<Long> devices = new Kept<>("devices");
    private final Kept<ReadArrivals> arrivals = new Kept<>("arrivals");
    private Consumer<PipelinePlan> opening = plan -> {};
    private Runnable beforeEach = () -> {};
    private Option<CheckpointMark> mark = Option.none();
    private Set<DeviceId> toForget = HashSet.empty();
    private int eventDays = 1;
    private Map<String, Long> backlog = LinkedHashMap.of("0", 7L);
    private int backlogsAsked;
    private long number;
    private long clock = Ticks.NONE;

    /** The batches that come next, until the pipeline ends. */
    public ScriptedEngine batches(BatchTally... tallies) {
        script.clear();
        script.addAll(List.of(tallies));
        return this;
    }

    /** How often it was asked what a batch leaves. */
    int backlogsAsked() {
        return backlogsAsked;
    }

    /** Something happens before each batch. */
    ScriptedEngine before(Runnable happening) {
        beforeEach = happening;
        return this;
    }

    /** Something happens when a pipeline is opened. */
    public ScriptedEngine opening(Consumer<PipelinePlan> happening) {
        opening = happening;
        return this;
    }

    /** The checkpoint knows this, and the next batch is the one after the last that was done. */
    ScriptedEngine knowing(CheckpointMark known) {
        mark = Option.some(known);
        number = known.committed().getOrElse(-1L) + 1;
        return this;
    }

    ScriptedEngine toForget(DeviceId... wanted) {
        toForget = HashSet.of(wanted);
        return this;
    }

    /** The source has messages left behind each batch. */
    ScriptedEngine leaving(Map<String, Long> messages) {
        backlog = messages;
        return this;
    }

    ScriptedEngine eventDays(int days) {
        eventDays = days;
        return this;
    }

    /** What it was asked for since it was last told, in its order. */
    List<String> asked() {
        List<String> told = List.copyOf(asked);
        asked.clear();
        return told;
    }

    /** What each batch went by. */
    List<BatchTerms> terms() {
        return terms;
    }

    /** Where the clock was last moved to. */
    long clock() {
        return clock;
    }

    @Override
    public EnginePipeline open(PipelinePlan plan) {
        opening.accept(plan);
        return new Pipeline();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    /** Something by batches, in memory. */
    private final class Kept<T> implements KeptByBatch<T> {

        private final String name;
        private final TreeMap<Long, T> values = new TreeMap<>();

        Kept(String name) {
            this.name = name;
        }

        @Override
        public Option<T> at(long batch) {
            return Option.of(values.floorEntry(batch)).map(java.util.Map.Entry::getValue);
        }

        @Override
        public void write(long batch, T value) {
            asked.add(name + " from " + batch);
            values.put(batch, value);
        }
    }

    private final class Pipeline implements EnginePipeline {

        @Override
        public Option<CheckpointMark> mark() {
            return mark;
        }

        @Override
        public KeptByBatch<RuleBook> rules() {
            return rules;
        }

        @Override
        public KeptByBatch<WindowBook> windows() {
            return windows;
        }

        @Override
        public KeptByBatch<ActiveAlarms> activeAlarms() {
            return alarms;
        }

        @Override
        public KeptByBatch<Long> devices() {
            return devices;
        }

        @Override
        public KeptByBatch<ReadArrivals> arrivals() {
            return arrivals;
        }

        @Override
        public DevicesToForget toForget(boolean clocked) {
            return new DevicesToForget() {
                @Override
                public boolean areLeft() {
                    return !toForget.isEmpty();
                }

                @Override
                public Set<DeviceId> batchBegins(long batch) {
                    return toForget;
                }

                @Override
                public void stay() {
                    asked.add("stay");
                }
            };
        }

        @Override
        public EngineRun start(BatchConduct conduct, Meters meters) {
            return run(() -> {
                for (BatchTally tally : script) {
                    beforeEach.run();
                    if (conduct.clocked()) {
                        clock = conduct.clock().applyAsLong(clock);
                    }
                    conduct.batch().accept(new Batch(number++, tally));
                }
                conduct.atItsEnd().accept(new Sinks());
            });
        }

        @Override
        public EngineRun startContinuously(Duration interval, Meters meters, Consumer<Progress> progress) {
            return run(() -> script.forEach(tally -> progress.accept(new Progress(tally, HashMap.empty(), interval))));
        }

        @Override
        public void close() {
            asked.add("closed");
        }
    }

    private static EngineRun run(Runnable batches) {
        return new EngineRun() {
            @Override
            public void awaitEnd() {
                batches.run();
            }

            @Override
            public void stop() {
                throw new UnsupportedOperationException("it ends by itself");
            }

            @Override
            public PipelineHealth health() {
                return new PipelineHealth(true, true, Duration.ZERO);
            }
        };
    }

    private class Sinks implements EngineSinks {

        @Override
        public void create(Output output, SinkPlan sink) {
            asked.add("create " + sink.location().get());
        }

        @Override
        public void atOnce(Seq<Runnable> work) {
            asked.add("at once");
            work.forEach(Runnable::run);
        }
    }

    private final class Batch extends Sinks implements EngineBatch {

        private final long itsNumber;
        private final BatchTally tally;

        Batch(long itsNumber, BatchTally tally) {
            this.itsNumber = itsNumber;
            this.tally = tally;
        }

        @Override
        public long number() {
            return itsNumber;
        }

        @Override
        public Option<Long> devices() {
            return Option.none();
        }

        @Override
        public BatchTally run(BatchTerms by) {
            asked.add("run " + itsNumber);
            terms.add(by);
            return tally;
        }

        @Override
        public void append(Output output, SinkPlan sink) {
            asked.add("append " + sink.location().get());
        }

        @Override
        public int eventDays() {
            return eventDays;
        }

        @Override
        public Map<String, Long> backlog() {
            backlogsAsked++;
            return backlog;
        }

        @Override
        public boolean leavesMessages() {
            return backlog.values().exists(left -> left > 0);
        }
    }
}
