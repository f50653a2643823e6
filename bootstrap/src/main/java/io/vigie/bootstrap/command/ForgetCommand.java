package io.vigie.bootstrap.command;

import io.vavr.collection.LinkedHashSet;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.bootstrap.configuration.pipeline.PipelineFiles;
import io.vigie.domain.reading.DeviceId;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code forget}: has a pipeline forget devices, beside it or while it stands still. */
@Command(
        name = "forget",
        description = "Has a pipeline forget devices with its next batch: their windows are complete, their alarms"
                + " cleared, and what comes of them later begins afresh.",
        footer = {"", "Devices whose names begin with a dash come after two of them: forget -- -7 PIPELINE.yaml"})
final class ForgetCommand implements Callable<Integer> {

    /** What Java reads where the locale has no such character. */
    private static final String UNREADABLE = "\uFFFD";

    private final PipelineFiles files;
    private final Supplier<DeviceForgetter> forgetter;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0..*",
            arity = "2..*",
            paramLabel = "DEVICE… PIPELINE.yaml",
            hideParamSyntax = true,
            description = {"The devices, by their names in the tables; then the pipeline."})
    private java.util.List<String> words = java.util.List.of();

    ForgetCommand(PipelineFiles files, Supplier<DeviceForgetter> forgetter) {
        this.files = files;
        this.forgetter = forgetter;
    }

    @Override
    public Integer call() {
        Seq<String> names =
                LinkedHashSet.ofAll(words.subList(0, words.size() - 1)).toList();
        Seq<String> refused = names.flatMap(ForgetCommand::problem);
        if (!refused.isEmpty()) {
            return Failure.refuse(spec, refused);
        }
        String file = words.get(words.size() - 1);
        return files.load(Path.of(file))
                .fold(problems -> Failure.refuse(spec, problems), plan -> forget(file, plan, names.map(DeviceId::new)));
    }

    private static Option<String> problem(String name) {
        if (name.isEmpty() || name.length() > DeviceId.MAX_LENGTH) {
            return Option.some("the device `" + name + "`: a device's name has 1 to " + DeviceId.MAX_LENGTH
                    + " characters, this one has " + name.length());
        }
        return Option.when(
                name.contains(UNREADABLE) && !"UTF-8".equals(System.getProperty("sun.jnu.encoding")),
                "the device `" + name + "`: its name has characters that this locale has not; set LC_ALL=C.UTF-8 and"
                        + " try again");
    }

    private int forget(String file, PipelinePlan plan, Seq<DeviceId> devices) {
        if (!plan.needsState()) {
            return Failure.refuse(
                    spec,
                    List.of(file + ": the pipeline remembers nothing of devices, as it writes violations or rejected"
                            + " alone: there is nothing to forget"));
        }
        DeviceForgetter found = forgetter.get();
        return Failure.guard(
                spec,
                new Redaction(plan),
                () -> found.forget(plan, devices, spec.commandLine().getOut()));
    }
}
