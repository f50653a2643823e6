package io.vigie.bootstrap.faults;

import java.time.Duration;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** What a pipeline is to be killed in. */
enum Moment {
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
