package io.vigie.bootstrap.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pipelines whose files, tables, checkpoint and rules all lie below one path of Azure storage. */
final class StoragePipeline {

    /** The environment variable that holds what lets one in. */
    static final String VARIABLE = "STORAGE_KEY";

    private StoragePipeline() {}

    /** Rules with an alarm above this value. */
    static String rules(int limit) {
        return """
                rules:
                  - id: hot
                    metric: temperature
                    raise: [ { severity: warning, when: "value > %d" } ]
                """.formatted(limit);
    }

    static String readings(int from, int to) {
        return Messages.text(Bytes.joined(Messages.readings(from, to)));
    }

    /**
     * Writes one. Two of different names below the same path share the table of readings.
     *
     * @param accounts the items of {@code storage.accounts}
     * @param further more keys of the pipeline
     */
    static Path write(Path directory, String name, String root, String trigger, String accounts, String... further)
            throws IOException {
        String pipeline = """
                pipeline: %1$s
                source: { json: { path: "%2$s/in", maxFilesPerTrigger: 1 } }
                rules: "%2$s/rules.yaml"
                sinks:
                  readings: { delta: { path: "%2$s/out/readings" } }
                  alarms: { delta: { path: "%2$s/out/alarms-%1$s" } }
                  rejected: { delta: { path: "%2$s/out/rejected-%1$s" } }
                trigger: %3$s
                checkpoint: "%2$s/out/checkpoint-%1$s"
                storage: { accounts: [ %4$s ] }
                """.formatted(name, root, trigger, accounts);
        return Files.writeString(directory.resolve(name + ".yaml"), pipeline + String.join("\n", further) + "\n");
    }

    /** The account of the service, with its key. */
    static String account(Azurite azurite) {
        return "{ account: acme, endpointSuffix: \"" + azurite.endpointSuffix() + "\", key: \"${env:" + VARIABLE
                + "}\" }";
    }

    /** Starts one that tells where errors came from. */
    static VigieProcess run(Path pipeline, Azurite azurite, Map<String, String> environment, List<String> options)
            throws IOException {
        List<String> all = new ArrayList<>(options);
        all.add(azurite.hostsOption());
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("VIGIE_DEBUG", "1");
        return VigieProcess.start(
                pipeline.toAbsolutePath().getParent(),
                new VigieProcess.Surroundings(all, variables),
                "run",
                pipeline.toString());
    }

    static VigieProcess run(Path pipeline, Azurite azurite, String key) throws IOException {
        return run(pipeline, azurite, Map.of(VARIABLE, key), List.of());
    }
}
