package io.vigie.bootstrap.benchmark.yardstick;

import io.vigie.bootstrap.benchmark.yardstick.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A build of Vigie, as its users run it: a pipeline file and {@code java -jar}.
 *
 * @param name which build
 * @param jar its {@code vigie.jar}, with {@code lib} beside it
 * @param heap the most memory for objects, as {@code -Xmx} takes it
 */
record VigieContestant(String name, Path jar, String heap) implements Contestant {

    @Override
    public List<String> prepare(Job job) throws IOException {
        Path file = job.directory().resolve("pipeline.yaml");
        Files.writeString(file, PipelineText.of(job));
        return JavaCommand.ofJar(jar, heap, "run", file.toString());
    }
}
