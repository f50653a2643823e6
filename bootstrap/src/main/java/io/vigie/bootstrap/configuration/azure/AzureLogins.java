package io.vigie.bootstrap.configuration.azure;

import io.vavr.Function3;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.application.plan.SettingValue;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.References;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads how to log in at Azure, whatever is to be entered with it. */
final class AzureLogins {

    private static final Keys CLIENT_SECRET = Keys.of("tenant", "client", "secret");
    private static final Keys MANAGED_IDENTITY = Keys.of("client");
    private static final String AN_ID = "an id such as 00000000-0000-0000-0000-000000000000, or a domain name";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?");

    private AzureLogins() {}

    /** As an application, of a tenant, a client and its secret. */
    static <T> Read<T> clientSecret(YamlNode node, Function3<String, String, SettingValue, T> login) {
        return node.mapping(
                "a mapping such as { tenant: …, client: …, secret: \"${env:NAME}\" }",
                CLIENT_SECRET,
                given -> Read.together(
                        given.required("tenant", AzureLogins::id),
                        given.required("client", AzureLogins::id),
                        given.required("secret", AzureLogins::secret),
                        login));
    }

    /** As the machine, or as the client that it has this id for. */
    static <T> Read<T> managedIdentity(YamlNode node, Function<Option<String>, T> login) {
        return node.mapping(
                "a mapping such as { } or { client: … }",
                MANAGED_IDENTITY,
                given -> given.optional("client", AzureLogins::id).map(login));
    }

    static Read<String> id(YamlNode node) {
        return node.parse(
                AN_ID,
                text -> ID.matcher(text).matches()
                        ? Either.right(text)
                        : Either.left("expected " + AN_ID + ", found " + Quoted.of(text)));
    }

    private static Read<SettingValue> secret(YamlNode node) {
        return node.setting("a reference to a secret, ${env:NAME} or ${file:PATH}")
                .flatMap(text -> {
                    if (!References.replaced(text.written(), "").isBlank()) {
                        return node.invalid("a client's secret is given as ${env:NAME} or ${file:PATH}, all of it");
                    }
                    return text.value().isBlank() ? node.invalid(text.written() + " is empty") : Read.value(text);
                });
    }
}
