package io.vigie.bootstrap.configuration.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.HashMap;
import io.vavr.control.Option;
import io.vigie.application.plan.MaintenancePlan;
import io.vigie.application.plan.MaintenancePlan.Compaction;
import io.vigie.application.plan.MaintenancePlan.LogKeeping;
import io.vigie.application.plan.MaintenancePlan.Vacuum;
import io.vigie.application.plan.Output;
import io.vigie.bootstrap.configuration.ConfigurationDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceTest {

    private static final String PIPELINE = """
            pipeline: p
            source: { json: { path: in } }
            sinks:
              readings: { delta: { path: out/readings } }
              rejected: [ { delta: { path: out/rejected } }, { kafka: { servers: "localhost:9092", topic: r } } ]
            checkpoint: cp
            """;

    @TempDir
    Path directory;

    @Test
    void aFileThatSaysNothingOfItHasTheUsual() {
        assertThat(plan("")).isEqualTo(MaintenancePlan.DEFAULT);
        assertThat(MaintenancePlan.DEFAULT.retention()).isEmpty();
    }

    @Test
    void everyKeyIsRead() {
        assertThat(plan("""
                maintenance:
                  optimize: { days: 7 }
                  retention: { readings: 90d, rejected: 30d }
                  vacuum: 2h
                  allowShortVacuum: true
                  log: { retention: 3d, checkpointInterval: 50 }
                  checkpoint: 14d
                """))
                .isEqualTo(new MaintenancePlan(
                        Option.some(new Compaction(Option.some(7))),
                        HashMap.of(
                                Output.READINGS, Duration.ofDays(90),
                                Output.REJECTED, Duration.ofDays(30)),
                        Option.some(new Vacuum(Duration.ofHours(2), true)),
                        new LogKeeping(Option.some(Duration.ofDays(3)), Option.some(50)),
                        Option.some(Duration.ofDays(14))));
    }

    @Test
    void compactionAndVacuumCanBeLeftOut() {
        MaintenancePlan plan = plan("maintenance: { optimize: false, vacuum: false }");
        assertThat(plan.compaction()).isEmpty();
        assertThat(plan.vacuum()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "{ optimise: true } | 7:16: unknown key `optimise`; did you mean `optimize`?",
                "{ optimize: yes } | 7:26: expected true, false or { days: 7 }, found `yes`",
                "{ optimize: { days: 0 } } | 7:34: expected a whole number from 1 to 36500, found 0",
                "{ vacuum: 6d } | 7:24: files that were needed 6d ago may still be read or written: give 7d or more; or, when nobody has read or written the tables for so long, add `allowShortVacuum: true`",
                "{ retention: { alarms: 1d } } | 7:29: the pipeline writes no Delta table of alarms: add the sink, or leave this out",
                "{ retention: { readings: 5m } } | 7:39: expected a duration from 1h to 36500d, found `5m`",
                "{ retention: { reading: 5d } } | 7:29: unknown key `reading`; did you mean `readings`?",
                "{ log: { retention: 1h } } | 7:34: expected a duration from 1d to 36500d, found `1h`",
                "{ checkpoint: 1h } | 7:28: expected a duration from 1d to 36500d, found `1h`",
                "often | 7:14: expected a mapping such as { retention: { readings: 90d } }, found `often`"
            })
    void whatIsWrongIsSaidByCheckAndBeforeARun(String maintenance, String problem) {
        ConfigurationDirectory files =
                new ConfigurationDirectory(directory).with("p.yaml", PIPELINE + "maintenance: " + maintenance + "\n");

        assertThat(files.check("p.yaml")).isEqualTo(List.of("p.yaml:" + problem));
        assertThat(new PipelineFiles(files.environment()).load(files.path("p.yaml")))
                .isEmpty();
        assertThat(new PipelineFiles(files.environment()).loadMaintained(files.path("p.yaml")))
                .isEmpty();
    }

    private MaintenancePlan plan(String maintenance) {
        ConfigurationDirectory files = new ConfigurationDirectory(directory).with("p.yaml", PIPELINE + maintenance);
        return new PipelineFiles(files.environment())
                .loadMaintained(files.path("p.yaml"))
                .get()
                .maintenance();
    }
}
