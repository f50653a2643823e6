package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at any moment. */
class KillIT {

    private static final long SEED = 11;
    private static final List<Moment> MOMENTS = List.of(Moment.values());

    @TempDir
    private Path directory;

    @Test
    void aPipelineThatIsKilledAgainAndAgainLosesNothingAndWritesNothingTwice() throws Exception {
        SimulatedInput input = SimulatedInput.get();
        Pipeline pipeline = Pipeline.write(directory, input.directory(), 1, directory.resolve("out"));
        Random random = new Random(SEED);
        for (int kill = 0; kill < SimulatedInput.KILLS; kill++) {
            try (VigieProcess process = VigieProcess.run(pipeline)) {
                Moment moment = MOMENTS.get(kill % MOMENTS.size());
                process.await("it was to be killed, " + moment, moment.of(pipeline, random));
                process.kill();
                assertThat(process.end().status()).isEqualTo(VigieProcess.KILLED);
            }
        }

        Pipeline rest =
                Pipeline.write(directory, input.directory(), input.files().size(), directory.resolve("out"));
        try (VigieProcess last = VigieProcess.run(rest)) {
            VigieProcess.Ended ended = last.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }

        Tables.assertSame(pipeline, input.undisturbed());
    }
}
