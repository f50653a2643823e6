package io.vigie.bootstrap.configuration.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SourcePlan;
import io.vigie.bootstrap.configuration.ConfigurationDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

    private static final String CANARY = "c4nary-Zx9";

    @TempDir
    Path directory;

    private ConfigurationDirectory files;

    @BeforeEach
    void aDirectoryWithACanary() {
        files = new ConfigurationDirectory(directory)
                .withVariable("CANARY", CANARY)
                .withVariable("NUMBER", "8")
                .with("secrets/canary", CANARY + "\n");
    }

    @Test
    void referencesStandForVariablesAndFiles() {
        files.with("conf/p.yaml", pipeline("""
                        spark:
                          spark.a: ${env:CANARY}
                          spark.b: "${file:../secrets/canary}"
                          spark.c: 'user=x;password=${env:CANARY};n=${env:NUMBER}'
                          spark.d: $${env:CANARY} and $Default cost $5
                          spark.sql.shuffle.partitions: "${env:NUMBER}"
                        """));
        assertThat(files.pipeline("conf/p.yaml")
                        .engineSettings()
                        .mapValues(SettingValue::value)
                        .toJavaMap())
                .containsEntry("spark.a", CANARY)
                .containsEntry("spark.b", CANARY)
                .containsEntry("spark.c", "user=x;password=" + CANARY + ";n=8")
                .containsEntry("spark.d", "${env:CANARY} and $Default cost $5")
                .containsEntry("spark.sql.shuffle.partitions", "8");
    }

    @Test
    void anyValueMayBeAReference() {
        files.withVariable("DATA", "/data").withVariable("FORMAT", "senml").withVariable("SPAN", "30s");
        files.with("p.yaml", """
                pipeline: p${env:NUMBER}
                source: { json: { path: "${env:DATA}/in", maxFilesPerTrigger: "${env:NUMBER}" } }
                payload: { format: "${env:FORMAT}" }
                rules: [ { id: a, metric: m, raise: [ { severity: minor, when: "value > ${env:NUMBER}", for: "${env:SPAN}" } ] } ]
                sinks: { readings: { delta: { path: "${env:DATA}/out" } } }
                checkpoint: ${env:DATA}/checkpoint
                """);
        PipelinePlan plan = files.pipeline("p.yaml");
        assertThat(plan.name()).isEqualTo("p8");
        assertThat(plan.checkpoint()).isEqualTo("/data/checkpoint");
        assertThat(plan.source()).isInstanceOfSatisfying(SourcePlan.JsonFiles.class, json -> {
            assertThat(json.path()).isEqualTo("/data/in");
            assertThat(json.maxFilesPerTrigger()).isEqualTo(8);
        });
        assertThat(plan.rules().rules().head().raise().head().toString()).isEqualTo("minor when value > 8 for 30s");
    }

    static Stream<Arguments> wrongReferences() {
        String noReference = " is no reference; write ${env:NAME} or ${file:PATH}, or $${ for the text ${";
        return Stream.of(
                arguments("${env:NOBODY}", "the environment variable `NOBODY` is not set"),
                arguments("${file:nothing}", "cannot read the file of `${file:nothing}`: there is no such file"),
                arguments("${file:secrets}", "cannot read the file of `${file:secrets}`: Is a directory"),
                arguments("${file:latin}", "cannot read the file of `${file:latin}`: it is not UTF-8 text"),
                arguments("${file:large}", "cannot read the file of `${file:large}`: it is larger than 1 MiB"),
                arguments("${NAME}", "`${NAME}`" + noReference),
                arguments("${env:}", "`${env:}`" + noReference),
                arguments("a ${env:NAME", "the reference `${env:NAME` is not closed; write $${ for the text ${"));
    }

    @ParameterizedTest
    @MethodSource("wrongReferences")
    void aReferenceThatStandsForNothingIsAProblemAtItsPlace(String value, String problem) {
        files.with("latin", "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1)).with("large", new byte[(1 << 20) + 1]);
        assertThat(files.with("p.yaml", pipeline("spark:\n  spark.a: \"" + value + "\"\n"))
                        .check("p.yaml"))
                .containsExactly("p.yaml:6:12: " + problem);
    }

    @Test
    void everyWrongReferenceOfAValueIsTold() {
        assertThat(files.with("p.yaml", pipeline("spark: { spark.a: \"${env:A}${env:B}\" }\n"))
                        .check("p.yaml"))
                .containsExactly(
                        "p.yaml:5:19: the environment variable `A` is not set",
                        "p.yaml:5:19: the environment variable `B` is not set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pipeline: two words ${env:CANARY}",
                "source: \"${env:CANARY}\"",
                "source: { json: { path: \"s3a://user:${env:CANARY}@bucket/in\" } }",
                "source: { json: { path: \"wasb://c@a/in?sig=${env:CANARY}\" } }",
                "source: { json: { path: in, maxFilesPerTrigger: \"${env:CANARY}\" } }",
                "source: { json: { path: in, options: { a: [\"${env:CANARY}\"] } } }",
                "payload: { format: \"${env:CANARY}\" }",
                "payload: { maxBytes: \"${env:CANARY}\", maxRejectedShare: \"${env:CANARY}\" }",
                "time: { late: \"${env:CANARY}\", future: \"1${env:CANARY}\" }",
                "rules: ${env:CANARY}",
                "rules: abfss://c@a/${env:CANARY}",
                "rules: [ { id: \"${env:CANARY}\", metric: m, raise: [], message: \"{${env:CANARY}}\" } ]",
                "rules: [ { id: a, raise: [ { severity: minor, when: \"value > ${env:CANARY}\" } ] } ]",
                "rules: [ { id: a, raise: [ { severity: minor, when: \"value < 1 or ${env:CANARY}(3)\" } ] } ]",
                "rules: [ { id: a, metric: m, message: \"{${env:CANARY}}\", raise: [ { severity: minor, silent: 1m } ] } ]",
                "rules: [ { id: a, metric: m, raise: [ { severity: \"${env:CANARY}\", silent: \"${env:CANARY}\" } ] } ]",
                "sinks: { readings: { delta: { path: \"in/${env:CANARY}\" } }, rejected: { delta: { path: \"in/${env:CANARY}\" } } }",
                "sinks: { readings: { delta: \"${env:CANARY}\" } }",
                "trigger: { every: \"${file:secrets/canary}\" }",
                "trigger: { availableNow: \"${env:CANARY}\" }",
                "checkpoint: \"mailto:${env:CANARY}\"",
                "checkpoint: [\"${env:CANARY}\"]",
                "spark: { spark.a: \"${env:CANARY}${env:NOBODY}\" }",
                "spark: [\"${env:CANARY}\"]",
                "spark: { spark.x: { a: \"${env:CANARY}\" } }",
            })
    void noProblemTellsWhatAReferenceStandsFor(String line) {
        String key = line.replaceFirst(":.*", "");
        String others = Stream.of(
                        "pipeline: p",
                        "source: { json: { path: in } }",
                        "sinks: { readings: { delta: { path: out } } }",
                        "checkpoint: checkpoint")
                .filter(other -> !other.startsWith(key + ":"))
                .reduce("", (all, other) -> all + other + "\n");
        assertThat(files.with("p.yaml", others + line + "\n").check("p.yaml"))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).startsWith("p.yaml:").doesNotContain(CANARY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pipeline: \"${file:passwd}\"",
                "source: { json: { path: \"${file:passwd}\" } }",
                "source: { json: { path: in, maxFilesPerTrigger: \"${file:passwd}\" } }",
                "source: { kafka: { servers: \"${file:passwd}\", topic: t } }",
                "source: { kafka: { servers: \"h:9092\", topic: \"${file:passwd}\" } }",
                "payload: { format: \"${file:passwd}\" }",
                "rules: ${file:passwd}",
                "rules: [ { id: a, raise: [ { severity: minor, when: \"value > ${file:passwd}\" } ] } ]",
                "rules: [ { id: a, metric: m, raise: [ { severity: \"${file:passwd}\", silent: 1m } ] } ]",
                "windows: [ { name: w, tumbling: 1m, aggregates: [ \"${file:passwd}\" ] } ]",
                "sinks: { readings: { delta: { path: \"${file:passwd}\" } } }",
                "sinks: { readings: { delta: { table: \"${file:passwd}\" } } }",
                "trigger: { every: \"${file:passwd}\" }",
                "checkpoint: \"${file:passwd}\"",
                "checkpoint: \"c/${file:word}\"",
                "source: { json: { path: \"${file:word}\" } }",
            })
    void aFileThatWasNamedByMistakeIsNotShown(String line) {
        files.with("passwd", "root:x:0:0:root:/root:/bin/bash\nmilo:x:1000:1000::/home/milo:/bin/zsh\n")
                .with("word", "milo of one line");
        String key = line.replaceFirst(":.*", "");
        String others = Stream.of(
                        "pipeline: p",
                        "source: { json: { path: in } }",
                        "sinks: { readings: { delta: { path: out } } }",
                        "checkpoint: checkpoint")
                .filter(other -> !other.startsWith(key + ":"))
                .reduce("", (all, other) -> all + other + "\n");
        assertThat(files.with("p.yaml", others + line + "\n").check("p.yaml"))
                .isNotEmpty()
                .allSatisfy(problem ->
                        assertThat(problem).startsWith("p.yaml:").doesNotContain("root", "/bin", "milo", "1000"));
    }

    @Test
    void aPlanPrintsSettingsAsTheyAreWritten() {
        files.with("p.yaml", """
                pipeline: p
                source: { json: { path: in, options: { pathGlobFilter: "${env:CANARY}" } } }
                sinks: { readings: { delta: { path: out } } }
                checkpoint: checkpoint
                spark: { spark.hadoop.fs.azure.account.key.acc.blob.core.windows.net: "${file:secrets/canary}" }
                """);
        PipelinePlan plan = files.pipeline("p.yaml");
        assertThat(plan.toString())
                .contains("${env:CANARY}", "${file:secrets/canary}")
                .doesNotContain(CANARY);
        assertThat(plan.engineSettings().values().map(SettingValue::value)).containsExactly(CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.hadoop.fs.azure.account.key.acc.blob.core.windows.net",
                "spark.hadoop.fs.azure.sas.container.acc.blob.core.windows.net",
                "spark.hadoop.fs.s3a.secret.key",
                "spark.hadoop.fs.s3a.access.key",
                "spark.hadoop.fs.azure.account.oauth2.client.secret",
                "spark.ssl.keyPassword",
                "spark.authToken",
                "spark.x.connectionString",
                "spark.x.connection-string",
                "spark.kafka.sasl.jaas.config",
                "spark.x.accountKey",
                "spark.x.pwd",
            })
    void aSecretIsNotGivenLiterally(String name) {
        assertThat(files.with("p.yaml", pipeline("spark:\n  " + name + ": " + CANARY + "\n"))
                        .check("p.yaml"))
                .containsExactly("p.yaml:6:" + (name.length() + 5) + ": the value of `" + name
                        + "` may be a secret: give it as ${env:NAME} or ${file:PATH}");
        assertThat(files.with("p.yaml", pipeline("spark:\n  " + name + ": ${env:CANARY}\n"))
                        .check("p.yaml"))
                .isEqualTo(List.of("ok, a pipeline, 0 rules, writes readings"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.ssl.keyStore: /etc/keys",
                "spark.ssl.keyStoreType: JKS",
                "spark.kerberos.keytab: /etc/vigie.keytab",
                "spark.security.credentials.hive.enabled: no",
                "spark.authenticate.secret.enabled: true",
                "spark.sql.optimizer.maxIterations: 3",
                "spark.network.crypto.keyLength: 256",
                "spark.messaging.disassociate: x",
                "spark.monkey: x",
            })
    void aNameThatOnlySoundsLikeASecretIsNone(String setting) {
        assertThat(files.with("p.yaml", pipeline("spark:\n  " + setting + "\n")).check("p.yaml"))
                .isEqualTo(List.of("ok, a pipeline, 0 rules, writes readings"));
    }

    @Test
    void whatLooksLikeASecretOfAzureIsOneUnderAnyName() {
        String secret = "Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=" + CANARY;
        assertThat(files.with(
                                "p.yaml",
                                "pipeline: \"" + secret + "\"\nsource: \"" + secret
                                        + "\"\nsinks: { readings: { delta: { path: out } } }\ncheckpoint: cp\n"
                                        + "spark: { spark.harmless: \"" + secret + "\" }\n")
                        .check("p.yaml"))
                .containsExactly(
                        "p.yaml:1:11: expected a name of 1 to 128 of the characters A-Z a-z 0-9 . _ -,"
                                + " found a text that looks like a secret",
                        "p.yaml:2:9: expected a mapping such as { json: { path: in } },"
                                + " found a text that looks like a secret",
                        "p.yaml:5:26: the value of `spark.harmless` may be a secret:"
                                + " give it as ${env:NAME} or ${file:PATH}");
    }

    private static String pipeline(String rest) {
        return "pipeline: p\nsource: { json: { path: in } }\nsinks: { readings: { delta: { path: out } } }\n"
                + "checkpoint: checkpoint\n" + rest;
    }
}
