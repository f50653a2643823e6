package io.vigie.bootstrap.configuration.pipeline;

import io.vavr.collection.HashMap;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.MaintenancePlan;
import io.vigie.application.plan.MaintenancePlan.Compaction;
import io.vigie.application.plan.MaintenancePlan.LogKeeping;
import io.vigie.application.plan.MaintenancePlan.Vacuum;
import io.vigie.application.plan.Output;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import io.vigie.domain.text.DurationText;
import java.time.Duration;

/** Reads how the tables of a pipeline are kept in shape. */
final class MaintenanceReader {

    private static final Keys KEYS =
            Keys.of("optimize", "retention", "vacuum", "allowShortVacuum", "log", "checkpoint");
    private static final Keys OPTIMIZE = Keys.of("days");
    private static final Keys LOG = Keys.of("retention", "checkpointInterval");

    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Duration SHORTEST_RETENTION = Duration.ofHours(1);
    private static final Duration SHORTEST_LOG = Duration.ofDays(1);
    private static final int MOST_COMMITS = 10_000;

    private MaintenanceReader() {}

    /** What is wrong with it in the file of a pipeline. */
    static Seq<ConfigurationProblem> problems(YamlNode root) {
        return read(root).problems();
    }

    /** What the file of a pipeline says of it; the usual where it says nothing. */
    static Read<MaintenancePlan> read(YamlNode root) {
        return root.find("maintenance")
                .map(node -> plan(root, node))
                .getOrElse(() -> Read.value(MaintenancePlan.DEFAULT));
    }

    private static Read<MaintenancePlan> plan(YamlNode root, YamlNode node) {
        MaintenancePlan usual = MaintenancePlan.DEFAULT;
        return node.mapping(
                "a mapping such as { retention: { readings: 90d } }",
                KEYS,
                maintenance -> Read.together(
                        maintenance.optional("optimize", usual.compaction(), MaintenanceReader::optimize),
                        maintenance.optional("retention", HashMap.empty(), given -> retention(root, given)),
                        vacuum(maintenance),
                        maintenance.optional("log", usual.log(), MaintenanceReader::log),
                        maintenance.optional("checkpoint", idle -> Values.duration(idle, Duration.ofDays(1), LONGEST)),
                        MaintenancePlan::new));
    }

    private static Read<Option<Compaction>> optimize(YamlNode node) {
        if (node.isMapping()) {
            return node.mapping(
                    "a mapping such as { days: 7 }",
                    OPTIMIZE,
                    optimize -> optimize.optional("days", days -> Values.wholeNumber(days, 1, 36_500))
                            .map(days -> Option.some(new Compaction(days))));
        }
        return Values.word(node, "true, false or { days: 7 }", List.of(true, false), String::valueOf)
                .map(yes -> Option.when(yes, new Compaction(Option.none())));
    }

    private static Read<Map<Output, Duration>> retention(YamlNode root, YamlNode node) {
        Keys outputs = Keys.of(List.of(Output.values()).map(Output::word).toJavaArray(String[]::new));
        return node.mapping(
                "a mapping such as { readings: 90d }",
                outputs,
                retention -> Read.each(
                                List.of(Output.values()).filter(output -> retention.has(output.word())),
                                output -> retention
                                        .required(output.word(), kept -> kept(root, output, retention, kept))
                                        .map(kept -> io.vavr.Tuple.of(output, kept)))
                        .map(LinkedHashMap::ofEntries));
    }

    private static Read<Duration> kept(YamlNode root, Output output, YamlMapping retention, YamlNode node) {
        return writesTable(root, output)
                ? Values.duration(node, SHORTEST_RETENTION, LONGEST)
                : retention
                        .entry(output.word())
                        .get()
                        .key()
                        .invalid("the pipeline writes no Delta table of " + output.word()
                                + ": add the sink, or leave this out");
    }

    private static boolean writesTable(YamlNode root, Output output) {
        return root.find("sinks." + output.word())
                .exists(sinks -> sinks.find("delta").isDefined()
                        || sinks.items().exists(sink -> sink.find("delta").isDefined()));
    }

    private static Read<Option<Vacuum>> vacuum(YamlMapping maintenance) {
        return maintenance
                .optional("allowShortVacuum", false, Values::trueOrFalse)
                .flatMap(mayBeShort -> maintenance.optional(
                        "vacuum",
                        Option.some(new Vacuum(MaintenancePlan.USUAL_VACUUM, mayBeShort)),
                        node -> vacuum(node, mayBeShort)));
    }

    private static Read<Option<Vacuum>> vacuum(YamlNode node, boolean mayBeShort) {
        if (node.written().contains("false")) {
            return Read.value(Option.none());
        }
        return Values.duration(node, Duration.ZERO, LONGEST)
                .flatMap(after -> mayBeShort || after.compareTo(MaintenancePlan.USUAL_VACUUM) >= 0
                        ? Read.value(Option.some(new Vacuum(after, mayBeShort)))
                        : node.invalid("files that were needed " + DurationText.print(after)
                                + " ago may still be read or written: give 7d or more; or, when nobody has read or"
                                + " written the tables for so long, add `allowShortVacuum: true`"));
    }

    private static Read<LogKeeping> log(YamlNode node) {
        return node.mapping(
                "a mapping such as { retention: 7d }",
                LOG,
                log -> Read.together(
                        log.optional("retention", kept -> Values.duration(kept, SHORTEST_LOG, LONGEST)),
                        log.optional("checkpointInterval", commits -> Values.wholeNumber(commits, 1, MOST_COMMITS)),
                        LogKeeping::new));
    }
}
