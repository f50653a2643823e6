package io.vigie.bootstrap.command;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.bootstrap.launch.StopSignal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Too little memory for what was asked: what to tell, and what to lower. In threads that nobody waits for, it ends the
 * process; all that is needed for that is made ready before.
 */
final class MemoryShortage {

    private static final String NAME = OutOfMemoryError.class.getName();
    private static final int DEEPEST = 20;
    private static final long MIB = 1 << 20;

    /** What a batch of a source is bounded by. */
    private static final SourcePlan.Algebra<String> LOWER = new SourcePlan.Algebra<>() {
        @Override
        public String files(SourcePlan.JsonFiles plan) {
            return "source.json.maxFilesPerTrigger (" + plan.maxFilesPerTrigger() + ")";
        }

        @Override
        public String table(SourcePlan.DeltaTable plan) {
            return "source.delta.maxFilesPerTrigger";
        }

        @Override
        public String topics(SourcePlan.KafkaTopics plan) {
            return "source.kafka.maxRecordsPerTrigger";
        }

        @Override
        public String hub(SourcePlan.EventHubEvents plan) {
            return "source.eventhubs.maxEventsPerTrigger";
        }

        @Override
        public String custom(SourcePlan.Custom plan) {
            return "what its source gives a batch";
        }
    };

    private final String sentence;
    private final byte[] line;
    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

    private MemoryShortage(String what, Seq<String> lower) {
        sentence = what + " ran out of memory: the Java heap holds no more than "
                + Runtime.getRuntime().maxMemory() / MIB
                + " MiB. Give it more (java -Xmx), or lower " + lower.mkString(" or ") + "; then start again.";
        line = ("vigie: " + sentence + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
    }

    /** That of a pipeline. */
    static MemoryShortage of(PipelinePlan plan) {
        Seq<String> ofState =
                plan.needsState() ? List.of("limits.devices (" + plan.limits().devices() + ")") : List.of();
        return new MemoryShortage(
                "Pipeline " + plan.name(),
                List.of(plan.source().interpret(LOWER)).appendAll(ofState));
    }

    /** That of anything else. */
    static MemoryShortage of(String verb) {
        return new MemoryShortage("vigie " + verb, List.of("the number of readings that it is given at once"));
    }

    /** Whether a failure comes of it. Of what failed in another process there is only the text. */
    static boolean isIn(Throwable failure) {
        Throwable layer = failure;
        for (int depth = 0; layer != null && depth < DEEPEST; depth++) {
            String message = layer.getMessage();
            if (layer instanceof OutOfMemoryError || (message != null && message.contains(NAME))) {
                return true;
            }
            layer = layer.getCause();
        }
        return false;
    }

    /** What to tell. */
    String sentence() {
        return sentence;
    }

    /** What becomes of failures in threads that nobody waits for, where it was this until now. */
    Thread.UncaughtExceptionHandler orElse(Thread.@Nullable UncaughtExceptionHandler others) {
        return (thread, failure) -> {
            if (isIn(failure)) {
                end();
            } else if (!StopSignal.hasCome()) {
                if (others == null) {
                    failure.printStackTrace();
                } else {
                    others.uncaughtException(thread, failure);
                }
            }
        };
    }

    /** At once: nothing that is left to do could be relied on. What was under way is done again by the next start. */
    private void end() {
        try {
            err.write(line);
        } catch (IOException deaf) {
            // The status says it.
        }
        Runtime.getRuntime().halt(ExitStatus.STOPPED);
    }
}
