package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at any moment. */
class KillIT {

    private static final long SEED = 11;

    @TempDir
    private Path directory;

    @Test
    void aPipelineThatIsKilledAgainAndAgainLosesNothingAndWritesNothingTwice() throws Exception {
        SimulatedInput input = SimulatedInput.get();
        Pipeline pipeline = Pipeline.write(directory, input.directory(), 1, directory.resolve("out"));
        Random random = new Random(SEED);
        for (int kill = 0; kill < SimulatedInput.KILLS; kill++) {
            try (VigieProcess process = VigieProcess.run(pipeline)) {
                Moment moment = Moment.values()[kill % Moment.values().length];
                process.await("it was to be killed, " + moment, moment.of(pipeline, random));
                process.kill();
                assertThat(process.end().status()).isEqualTo(VigieProcess.KILLED);
            }
        }

        try (VigieProcess last = VigieProcess.run(pipeline)) {
            VigieProcess.Ended ended = last.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }

        Tables.assertSame(pipeline, input.undisturbed());
    }

    /** What it is to be killed in. */
    private enum Moment {
        WRITING_A_BATCH {
            @Override
            BooleanSupplier of(Pipeline pipeline, Random random) {
                return soonAfterOneMore(pipeline::batchesBegun, random, 900);
            }
        },
        BETWEEN_THE_COMMIT_OF_A_TABLE_AND_THAT_OF_THE_CHECKPOINT {
            @Override
            BooleanSupplier of(Pipeline pipeline, Random random) {
                return soonAfterOneMore(() -> pipeline.commitsOf("readings"), random, 100);
            }
        },
        STARTING {
            @Override
            BooleanSupplier of(Pipeline pipeline, Random random) {
                return after(Duration.ofMillis(1_000 + random.nextInt(6_000)));
            }
        },
        GOING_ON_TO_THE_NEXT_BATCH {
            @Override
            BooleanSupplier of(Pipeline pipeline, Random random) {
                return soonAfterOneMore(pipeline::batchesDone, random, 300);
            }
        };

        abstract BooleanSupplier of(Pipeline pipeline, Random random);

        private static BooleanSupplier soonAfterOneMore(LongSupplier files, Random random, int mostMilliseconds) {
            long before = files.getAsLong();
            Duration pause = Duration.ofMillis(random.nextInt(mostMilliseconds));
            return new BooleanSupplier() {
                private long seen;

                @Override
                public boolean getAsBoolean() {
                    if (seen == 0 && files.getAsLong() > before) {
                        seen = System.nanoTime();
                    }
                    return seen != 0 && System.nanoTime() - seen >= pause.toNanos();
                }
            };
        }

        private static BooleanSupplier after(Duration pause) {
            long start = System.nanoTime();
            return () -> System.nanoTime() - start >= pause.toNanos();
        }
    }
}
