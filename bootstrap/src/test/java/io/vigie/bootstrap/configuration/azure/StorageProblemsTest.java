package io.vigie.bootstrap.configuration.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SettingValue;
import io.vigie.bootstrap.configuration.ConfigurationDirectory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a pipeline says of Azure storage, and what becomes of it. */
class StorageProblemsTest {

    private static final String KEY = Base64.getEncoder().encodeToString("c4nary-Zx9".getBytes(StandardCharsets.UTF_8));
    private static final String SIGNATURE = "sv=2023-11-03&sp=rwdl&se=2099-01-01T00:00:00Z&sig=c4nary%2FZx9%3D";
    private static final String ABFSS = "abfss://in@acme.dfs.core.windows.net";
    private static final String WASBS = "wasbs://in@acme.blob.core.windows.net";

    @TempDir
    Path directory;

    private ConfigurationDirectory files;

    @BeforeEach
    void aDirectory() {
        files = new ConfigurationDirectory(directory)
                .withVariable("KEY", KEY)
                .withVariable("SAS", "?" + SIGNATURE)
                .withVariable("SECRET", "c4nary-Zx9")
                .withVariable("WORD", "c4nary Zx9");
    }

    private static String pipeline(String root, String storage) {
        return """
                pipeline: p
                source: { json: { path: "%1$s/in" } }
                sinks: { readings: { delta: { path: "%1$s/out" } } }
                checkpoint: "%1$s/checkpoint"
                storage: %2$s
                """.formatted(root, storage);
    }

    /** What `storage` says, a § where the problem is, and the problem. */
    static Stream<Arguments> problems() {
        String account = "expected the name of a storage account, of 3 to 24 small letters and digits, found ";
        return Stream.of(
                arguments(
                        "§x",
                        "expected a mapping such as { accounts: [ { account: acme, key: \"${env:NAME}\" } ] }, found `x`"),
                arguments("{ accounts: [ ], §acounts: [ ] }", "unknown key `acounts`; did you mean `accounts`?"),
                arguments("{ accounts: [ §{ key: \"${env:KEY}\" } ] }", "`account` is missing"),
                arguments(
                        "{ accounts: [ §{ account: acme } ] }",
                        "how to get in? Give one of `key`, `sas`, `clientSecret` and `managedIdentity`"),
                arguments("{ accounts: [ { account: §Acme!, key: \"${env:KEY}\" } ] }", account + "`Acme!`"),
                arguments(
                        "{ accounts: [ { account: §acme.blob.core.windows.net, key: \"${env:KEY}\" } ] }",
                        account + "`acme.blob.core.windows.net`; did you mean `acme`?"),
                arguments(
                        "{ accounts: [ { account: acme, key: §\"" + KEY + "\" } ] }",
                        "an account's key is given as ${env:NAME} or ${file:PATH}, all of it"),
                arguments(
                        "{ accounts: [ { account: acme, key: §\"${env:WORD}\" } ] }",
                        "${env:WORD}: this is no key of a storage account: those are in base64, as Azure shows them"),
                arguments(
                        "{ accounts: [ { account: acme, sas: §\"${env:KEY}\" } ] }",
                        "${env:KEY}: this is no shared access signature: those begin with `sv=` or another name and have `sig=` in them; give the token alone and whole, not a URL"),
                arguments(
                        "{ accounts: [ { account: acme, key: \"${env:KEY}\", §sas: \"${env:SAS}\" } ] }",
                        "`sas` beside `key`: give one of them"),
                arguments(
                        "{ accounts: [ { account: acme, clientSecret: { tenant: t, client: c, secret: §c4nary } } ] }",
                        "a client's secret is given as ${env:NAME} or ${file:PATH}, all of it"),
                arguments(
                        "{ accounts: [ { account: acme, managedIdentity: { §clint: x } } ] }",
                        "unknown key `clint`; did you mean `client`?"),
                arguments(
                        "{ accounts: [ { account: acme, workloadIdentity: §{ } } ] }",
                        "hadoop-azure knows no workload identity before Hadoop 3.4.1, and Spark 3.5 has 3.3.4: give `managedIdentity`, `clientSecret`, `sas` or `key`"),
                arguments(
                        "{ accounts: [ { account: acme, key: \"${env:KEY}\" }, { account: §acme, sas: \"${env:SAS}\" } ] }",
                        "the account acme is there already, on line 5"),
                arguments(
                        "{ accounts: [ { account: acme, key: \"${env:KEY}\" } ] }\nspark: { §spark.hadoop.fs.azure.account.key.acme.dfs.core.windows.net: \"${env:KEY}\" }",
                        "`spark.hadoop.fs.azure.account.key.acme.dfs.core.windows.net` is what `storage` says already: leave one of them out"));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aProblemIsToldWhereItIs(String storage, String problem) {
        String text = pipeline(ABFSS, storage);
        String before = text.substring(0, text.indexOf('§'));
        long line = before.lines().count();
        int column = before.length() - before.lastIndexOf('\n');
        files.with("p.yaml", text.replace("§", ""));
        assertThat(files.check("p.yaml")).containsExactly("p.yaml:" + line + ":" + column + ": " + problem);
    }

    @Test
    void pathsThatTheLoginCannotServeAreTold() {
        files.with(
                        "sas.yaml",
                        pipeline(
                                WASBS.replace("wasbs", "wasb"),
                                "{ accounts: [ { account: acme, sas: \"${env:SAS}\" } ] }"))
                .with("entra.yaml", pipeline(WASBS, "{ accounts: [ { account: acme, managedIdentity: { } } ] }"));
        assertThat(files.check("sas.yaml"))
                .hasSize(3)
                .allSatisfy(
                        problem -> assertThat(problem)
                                .endsWith(
                                        "the account's signature would go over the network unencrypted: write wasbs: instead of wasb:"));
        assertThat(files.check("entra.yaml"))
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem)
                        .endsWith(
                                "`managedIdentity` is not for paths with wasbs: write abfss://in@acme.dfs.core.windows.net/...,"
                                        + " or give the account a `key` or `sas`"));
    }

    @Test
    void slipsInPathsAreTold() {
        files.with("one.yaml", pipeline("abfss://in@acme.blob.core.windows.net", "{ accounts: [ ] }"))
                .with("two.yaml", pipeline("wasbs://acme.blob.core.windows.net", "{ accounts: [ ] }"));
        assertThat(files.check("one.yaml"))
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem)
                        .endsWith("abfss: goes to the host acme.dfs.core.windows.net: write that, or wasbs:"));
        assertThat(files.check("two.yaml"))
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem)
                        .endsWith("which container? Write wasbs://CONTAINER@acme.blob.core.windows.net/..."));
    }

    private PipelinePlan plan(String root, String login) {
        return files.with("p.yaml", pipeline(root, "{ accounts: [ { account: acme, " + login + " } ] }"))
                .pipeline("p.yaml");
    }

    private static SettingValue setting(PipelinePlan plan, String name) {
        return plan.engineSettings().get("spark.hadoop.fs.azure." + name).get();
    }

    @Test
    void aKeyIsForBothServices() {
        PipelinePlan plan = plan(ABFSS, "key: \"${env:KEY}\"");
        SettingValue key = new SettingValue(KEY, "${env:KEY}");
        assertThat(setting(plan, "account.key.acme.blob.core.windows.net")).isEqualTo(key);
        assertThat(setting(plan, "account.key.acme.dfs.core.windows.net")).isEqualTo(key);
        assertThat(setting(plan, "account.auth.type.acme.dfs.core.windows.net").value())
                .isEqualTo("SharedKey");
        assertThat(plan.toString()).doesNotContain(KEY);
    }

    @Test
    void aSignatureIsForEachContainerThatPathsNameAndForAllOfAbfs() {
        PipelinePlan plan = plan(WASBS, "sas: \"${env:SAS}\"");
        assertThat(setting(plan, "sas.in.acme.blob.core.windows.net").value()).isEqualTo(SIGNATURE);
        assertThat(setting(plan, "sas.fixed.token.acme.dfs.core.windows.net").value())
                .isEqualTo(SIGNATURE);
        assertThat(setting(plan, "sas.token.provider.type.acme.dfs.core.windows.net")
                        .value())
                .isEqualTo("io.vigie.bootstrap.storage.FixedSignature");
    }

    @Test
    void loginsOfEntraIdAreThoseOfHadoop() {
        String host = ".acme.dfs.core.chinacloudapi.cn";
        String suffix = ", endpointSuffix: core.chinacloudapi.cn";
        files.withVariable("AZURE_AUTHORITY_HOST", "https://login.chinacloudapi.cn/");
        PipelinePlan secret = plan(
                "abfss://in@acme.dfs.core.chinacloudapi.cn",
                "clientSecret: { tenant: acme.example, client: 11-22, secret: \"${env:SECRET}\" }" + suffix);
        PipelinePlan identity =
                plan("abfss://in@acme.dfs.core.chinacloudapi.cn", "managedIdentity: { client: 33-44 }" + suffix);
        assertThat(setting(secret, "account.oauth2.client.endpoint" + host).value())
                .isEqualTo("https://login.chinacloudapi.cn/acme.example/oauth2/token");
        assertThat(setting(secret, "account.oauth2.client.id" + host).value()).isEqualTo("11-22");
        assertThat(setting(secret, "account.oauth2.client.secret" + host).toString())
                .isEqualTo("${env:SECRET}");
        assertThat(setting(secret, "account.oauth.provider.type" + host).value())
                .isEqualTo("org.apache.hadoop.fs.azurebfs.oauth2.ClientCredsTokenProvider");
        assertThat(setting(identity, "account.oauth.provider.type" + host).value())
                .isEqualTo("org.apache.hadoop.fs.azurebfs.oauth2.MsiTokenProvider");
        assertThat(setting(identity, "account.oauth2.client.id" + host).value()).isEqualTo("33-44");
    }
}
