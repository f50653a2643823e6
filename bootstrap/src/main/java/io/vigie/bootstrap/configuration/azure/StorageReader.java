package io.vigie.bootstrap.configuration.azure;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.application.plan.SettingValue;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.References;
import io.vigie.bootstrap.configuration.yaml.Suggestion;
import io.vigie.bootstrap.configuration.yaml.YamlEntry;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import io.vigie.bootstrap.storage.HadoopAzure;
import io.vigie.bootstrap.storage.StorageAccount;
import io.vigie.bootstrap.storage.StorageLogin;
import io.vigie.bootstrap.storage.StoragePath;
import java.util.Base64;
import java.util.HashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads a pipeline's {@code storage}: the accounts of Azure storage that its paths lie in, and how to get in. */
public final class StorageReader {

    private static final Keys STORAGE = Keys.of("accounts");
    private static final Keys ACCOUNT =
            Keys.of("account", "endpointSuffix", "key", "sas", "clientSecret", "managedIdentity", "workloadIdentity");

    private static final String AN_ACCOUNT = "the name of a storage account, of 3 to 24 small letters and digits";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{3,24}");
    private static final String A_SUFFIX = "what the account's hosts end in, such as core.windows.net";
    private static final Pattern SUFFIX =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[1-9][0-9]{0,4})?");
    private static final Pattern SIGNATURE = Pattern.compile("(?:[^?\\s]*&)?sig=[^?\\s]+");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final String PUBLIC_AUTHORITY = "https://login.microsoftonline.com";

    private static final Map<String, SettingValue> NONE = LinkedHashMap.empty();

    private StorageReader() {}

    /** The settings of Spark that a pipeline's {@code storage} stands for. */
    public static Read<Map<String, SettingValue>> settings(YamlMapping pipeline) {
        Seq<YamlNode> paths = paths(pipeline.node());
        return pipeline.optional(
                "storage",
                NONE,
                node -> node.mapping(
                        "a mapping such as { accounts: [ { account: acme, key: \"${env:NAME}\" } ] }",
                        STORAGE,
                        storage -> storage.required(
                                "accounts",
                                accounts -> accounts.list(
                                                "a list such as [ { account: acme, key: \"${env:NAME}\" } ]",
                                                account -> account(account, paths))
                                        .checked(all -> twice(accounts, all.map(Configured::account)))
                                        .map(all ->
                                                all.map(Configured::settings).foldLeft(NONE, Map::merge)))));
    }

    /** An account with the settings that it stands for in this pipeline. */
    private record Configured(StorageAccount account, Map<String, SettingValue> settings) {}

    /** Wherever a pipeline names a path. */
    private static Seq<YamlNode> paths(YamlNode pipeline) {
        Seq<YamlNode> sinks = pipeline.find("sinks")
                .flatMap(node -> node.entries("sinks").toOption())
                .getOrElse(List.empty())
                .map(YamlEntry::value)
                .flatMap(output -> output.isList() ? output.items() : List.of(output))
                .flatMap(sink -> sink.find("delta.path"));
        return List.of("source.json.path", "source.delta.path", "rules", "checkpoint")
                .flatMap(pipeline::find)
                .appendAll(sinks)
                .filter(YamlNode::isText);
    }

    private static Read<Configured> account(YamlNode node, Seq<YamlNode> paths) {
        return node.mapping(
                "a mapping such as { account: acme, key: \"${env:NAME}\" }",
                ACCOUNT,
                account -> Read.together(
                                account.required("account", StorageReader::name),
                                account.optional("endpointSuffix", StorageAccount.PUBLIC_CLOUD, StorageReader::suffix),
                                login(account),
                                StorageAccount::new)
                        .flatMap(found -> configured(found, paths)));
    }

    private static Read<Configured> configured(StorageAccount account, Seq<YamlNode> paths) {
        Seq<ConfigurationProblem> unfit = List.empty();
        Seq<String> containers = List.empty();
        for (YamlNode node : paths) {
            for (StoragePath path : node.setting("a path").toOption().flatMap(text -> StoragePath.of(text.value()))) {
                if (path.host().equalsIgnoreCase(account.blobHost())) {
                    unfit = unfit.appendAll(account.login().interpret(new Unfit(node, path)));
                    containers = containers.append(path.container());
                }
            }
        }
        return Read.value(new Configured(account, HadoopAzure.settings(account, containers.distinct())))
                .withProblems(unfit);
    }

    /** What of a path by the Blob service its account's login does not allow. */
    private record Unfit(YamlNode node, StoragePath path) implements StorageLogin.Algebra<Seq<ConfigurationProblem>> {

        @Override
        public Seq<ConfigurationProblem> accountKey(StorageLogin.AccountKey login) {
            return List.empty();
        }

        @Override
        public Seq<ConfigurationProblem> signature(StorageLogin.Signature login) {
            return path.isPlain()
                    ? List.of(
                            node.problem(
                                    "the account's signature would go over the network unencrypted: write wasbs: instead of wasb:"))
                    : List.empty();
        }

        @Override
        public Seq<ConfigurationProblem> clientSecret(StorageLogin.ClientSecret login) {
            return byEntra("clientSecret");
        }

        @Override
        public Seq<ConfigurationProblem> managedIdentity(StorageLogin.ManagedIdentity login) {
            return byEntra("managedIdentity");
        }

        private Seq<ConfigurationProblem> byEntra(String login) {
            return List.of(node.problem("`" + login + "` is not for paths with " + path.scheme()
                    + ": write abfss://" + path.container() + "@" + path.host().replaceFirst("\\.blob\\.", ".dfs.")
                    + "/..., or give the account a `key` or `sas`"));
        }
    }

    private static Seq<ConfigurationProblem> twice(YamlNode list, Seq<StorageAccount> accounts) {
        java.util.Map<String, Integer> lines = new HashMap<>();
        return list.items().zip(accounts).flatMap(pair -> {
            YamlNode node = pair._1.at("account");
            Integer before =
                    lines.putIfAbsent(pair._2.blobHost(), node.position().line());
            return before == null
                    ? List.empty()
                    : List.of(node.problem("the account " + pair._2.name() + " is there already, on line " + before));
        });
    }

    private static Read<String> name(YamlNode node) {
        return node.parse(AN_ACCOUNT, text -> {
            if (NAME.matcher(text).matches()) {
                return Either.right(text);
            }
            String first = text.replaceFirst("^https?://", "").replaceFirst("[.:/].*", "");
            return Either.left("expected " + AN_ACCOUNT + ", found " + Quoted.of(text)
                    + (NAME.matcher(first).matches() ? Suggestion.of(first) : ""));
        });
    }

    private static Read<String> suffix(YamlNode node) {
        return node.parse(
                A_SUFFIX,
                text -> SUFFIX.matcher(text).matches()
                        ? Either.right(text.toLowerCase(java.util.Locale.ROOT))
                        : Either.left("expected " + A_SUFFIX + ", found " + Quoted.of(text)));
    }

    private static Read<StorageLogin> login(YamlMapping account) {
        Map<String, Function<YamlNode, Read<StorageLogin>>> logins = LinkedHashMap.of(
                "key",
                StorageReader::key,
                "sas",
                StorageReader::signature,
                "clientSecret",
                StorageReader::clientSecret,
                "managedIdentity",
                StorageReader::managedIdentity,
                "workloadIdentity",
                StorageReader::workloadIdentity);
        return logins.keySet().exists(account::has)
                ? account.oneOf(logins)
                : account.node()
                        .invalid("how to get in? Give one of `key`, `sas`, `clientSecret` and `managedIdentity`");
    }

    private static Read<StorageLogin> key(YamlNode node) {
        return secret(
                node,
                "an account's key",
                text -> isBase64(text)
                        ? Either.right(text)
                        : Either.left("this is no key of a storage account: those are in base64, as Azure shows them"),
                StorageLogin.AccountKey::new);
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException another) {
            return false;
        }
    }

    private static Read<StorageLogin> signature(YamlNode node) {
        return secret(
                node,
                "a signature",
                text -> {
                    String token = text.startsWith("?") ? text.substring(1) : text;
                    return SIGNATURE.matcher(token).matches()
                                    && !BROKEN_ESCAPE.matcher(token).find()
                            ? Either.right(token)
                            : Either.left(
                                    "this is no shared access signature: those begin with `sv=` or another name and"
                                            + " have `sig=` in them; give the token alone and whole, not a URL");
                },
                StorageLogin.Signature::new);
    }

    /** A secret that the file does not hold itself, not even in part. */
    private static Read<StorageLogin> secret(
            YamlNode node,
            String what,
            Function<String, Either<String, String>> check,
            Function<SettingValue, StorageLogin> login) {
        return node.setting("a reference to " + what + ", ${env:NAME} or ${file:PATH}")
                .flatMap(text -> References.replaced(text.written(), "").isBlank()
                        ? check.apply(text.value().strip())
                                .fold(
                                        why -> node.invalid(text.written() + ": " + why),
                                        value -> Read.value(login.apply(new SettingValue(value, text.written()))))
                        : node.invalid(what + " is given as ${env:NAME} or ${file:PATH}, all of it"));
    }

    private static Read<StorageLogin> clientSecret(YamlNode node) {
        String authority = node.file()
                .variable("AZURE_AUTHORITY_HOST")
                .getOrElse(PUBLIC_AUTHORITY)
                .replaceFirst("/+$", "");
        return AzureLogins.clientSecret(
                node, (tenant, client, secret) -> new StorageLogin.ClientSecret(authority, tenant, client, secret));
    }

    private static Read<StorageLogin> managedIdentity(YamlNode node) {
        return AzureLogins.managedIdentity(node, StorageLogin.ManagedIdentity::new);
    }

    private static Read<StorageLogin> workloadIdentity(YamlNode node) {
        return node.invalid("hadoop-azure knows no workload identity before Hadoop 3.4.1, and Spark 3.5 has 3.3.4: give"
                + " `managedIdentity`, `clientSecret`, `sas` or `key`");
    }
}
