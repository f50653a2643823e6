package io.vigie.bootstrap.command;

import io.vigie.application.port.out.TelemetryEngine;
import io.vigie.application.ruletest.RuleTestRunner;
import io.vigie.bootstrap.configuration.ConfigurationCheck;
import io.vigie.bootstrap.configuration.kafka.KafkaArguments;
import io.vigie.bootstrap.configuration.pipeline.PipelineFiles;
import io.vigie.bootstrap.configuration.rules.RuleFiles;
import io.vigie.bootstrap.configuration.rules.RuleTestFiles;
import io.vigie.bootstrap.configuration.yaml.Environment;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line as a whole. What a verb works with is made when the verb runs. */
@Command(
        name = "vigie",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = CommandLineInterface.Version.class,
        description = "Monitors IoT telemetry: readings in, alarms and tables out.",
        footer = {
            "",
            "Exit status: 0 done; 1 a test or expectation failed; 2 usage or configuration is wrong, nothing was"
                    + " started; 3 stopped on an error; 130 or 143 stopped by a signal."
        })
public final class CommandLineInterface implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private CommandLineInterface() {}

    /**
     * Runs one command line.
     *
     * @param out where results go
     * @param err where everything else goes
     * @return an {@link ExitStatus}
     */
    public static int execute(
            String[] arguments,
            Environment environment,
            Supplier<TelemetryEngine> engine,
            Supplier<Demonstration> demonstration,
            Supplier<FleetSimulator> simulator,
            Supplier<HistoryReview> review,
            Supplier<TableMaintainer> maintainer,
            Supplier<DeviceForgetter> forgetter,
            PrintWriter out,
            PrintWriter err) {
        CommandLine commandLine = new CommandLine(new CommandLineInterface())
                .addSubcommand(new DemoCommand(demonstration))
                .addSubcommand(new RunCommand(new PipelineFiles(environment), engine))
                .addSubcommand(new MaintainCommand(new PipelineFiles(environment), maintainer))
                .addSubcommand(new ForgetCommand(new PipelineFiles(environment), forgetter))
                .addSubcommand(new CheckCommand(new ConfigurationCheck(environment)))
                .addSubcommand(new TestCommand(new RuleTestFiles(environment), new RuleTestRunner()))
                .addSubcommand(new BacktestCommand(new RuleFiles(environment), review))
                .addSubcommand(new ExplainCommand(new RuleFiles(environment), review))
                .addSubcommand(new SimulateCommand(new KafkaArguments(environment), simulator))
                .setOut(out)
                .setErr(err)
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((error, command, parsed) -> Failure.beforeAnything(error, err));
        try {
            return commandLine.execute(arguments);
        } catch (Error e) {
            return Failure.beforeAnything(e, err);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing verb");
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = CommandLineInterface.class.getPackage().getImplementationVersion();
            return new String[] {"vigie " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
