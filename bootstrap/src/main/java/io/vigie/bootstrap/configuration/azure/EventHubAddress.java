package io.vigie.bootstrap.configuration.azure;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.application.plan.EventHub;
import io.vigie.application.plan.EventHubConnectionString;
import io.vigie.application.plan.EventHubLogin;
import io.vigie.application.plan.EventHubProtocol;
import io.vigie.application.plan.SettingValue;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.References;
import io.vigie.bootstrap.configuration.yaml.Secrets;
import io.vigie.bootstrap.configuration.yaml.Suggestion;
import io.vigie.bootstrap.configuration.yaml.YamlEntry;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which hub is meant and how to get in: by a connection string, or by a namespace and a login. */
final class EventHubAddress {

    private static final Keys LOGIN = Keys.of("clientSecret", "managedIdentity", "workloadIdentity");
    private static final Keys WORKLOAD_IDENTITY = Keys.of("tenant", "client");

    private static final String A_NAMESPACE = "the host name of a namespace, such as acme.servicebus.windows.net";
    private static final Pattern NAMESPACE =
            Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::([1-9][0-9]{0,4}))?");
    private static final String A_HUB = "the name of a hub, of 1 to 256 of the characters A-Z a-z 0-9 . _ -";
    private static final int LARGEST_PORT = 65_535;
    private static final int AMQP_PORT = 5_671;

    private EventHubAddress() {}

    static Read<EventHub> read(YamlMapping hubs, EventHubProtocol protocol) {
        Seq<YamlEntry> instead = List.of("namespace", "login").flatMap(hubs::entry);
        if (hubs.has("connectionString")) {
            return byConnectionString(hubs, protocol)
                    .withProblems(instead.map(entry -> entry.key()
                            .problem("`" + entry.name() + "` beside `connectionString`: give the connection string, or"
                                    + " `namespace`, `hub` and `login`")));
        }
        if (instead.isEmpty()) {
            return hubs.node()
                    .invalid("give `connectionString: \"${env:NAME}\"`, or `namespace`, `hub` and `login`, to say which"
                            + " hub and how to get in");
        }
        return Read.together(
                hubs.required("namespace", node -> namespace(node, protocol)),
                hubs.required("hub", EventHubAddress::hub),
                hubs.required("login", EventHubAddress::login),
                (service, hub, login) -> new EventHub(service.host(), service.port(), hub, login));
    }

    /** Where a namespace answers. */
    private record Service(String host, Option<Integer> port) {}

    private static Read<EventHub> byConnectionString(YamlMapping hubs, EventHubProtocol protocol) {
        return Read.together(
                        hubs.required("connectionString", node -> connectionString(node, protocol)),
                        hubs.optional("hub", EventHubAddress::hub),
                        (login, hub) -> of(hubs, login, hub))
                .flatMap(found -> found);
    }

    private static Read<EventHub> of(YamlMapping hubs, EventHubLogin.SharedAccessKey login, Option<String> hub) {
        EventHubConnectionString parts =
                EventHubConnectionString.parse(login.connectionString().value()).get();
        if (hub.isEmpty() && parts.hub().isEmpty()) {
            return hubs.entry("connectionString")
                    .get()
                    .value()
                    .invalid("the connection string is that of a namespace, it has no `EntityPath`: say which hub with"
                            + " `hub`");
        }
        if (hub.isDefined() && parts.hub().exists(path -> !path.equalsIgnoreCase(hub.get()))) {
            return hubs.entry("hub")
                    .get()
                    .value()
                    .invalid("the connection string is that of another hub: its `EntityPath` is not " + hub.get()
                            + ". Leave `hub` out, or give the connection string of this hub or of the namespace");
        }
        return Read.value(
                new EventHub(parts.host(), parts.port(), hub.orElse(parts.hub()).get(), login));
    }

    private static Read<EventHubLogin.SharedAccessKey> connectionString(YamlNode node, EventHubProtocol protocol) {
        return node.setting("a reference to a connection string, ${env:NAME} or ${file:PATH}")
                .flatMap(text -> isLiteral(text)
                        ? node.invalid("a connection string holds a secret: give it, or its key, as ${env:NAME} or"
                                + " ${file:PATH}")
                        : EventHubConnectionString.parse(text.value())
                                .flatMap(parts -> fits(parts, protocol))
                                .fold(
                                        why -> node.invalid(text.isByReference() ? text.written() + ": " + why : why),
                                        parts -> Read.value(new EventHubLogin.SharedAccessKey(text))));
    }

    /** Whether the file holds the secret in it itself: what stands after its name is to be a reference, all of it. */
    private static boolean isLiteral(SettingValue text) {
        return !References.areIn(text.written())
                || List.of(text.written().split(";", -1))
                        .filter(Secrets::looksSecret)
                        .exists(part -> !References.replaced(part.substring(part.indexOf('=') + 1), "")
                                .isBlank());
    }

    private static Either<String, EventHubConnectionString> fits(
            EventHubConnectionString parts, EventHubProtocol protocol) {
        if (protocol == EventHubProtocol.KAFKA && parts.keyName().isEmpty()) {
            return Either.left("the Kafka endpoint takes no signatures: give the connection string of a shared access"
                    + " policy, which has a `SharedAccessKey`, or write `protocol: amqp`");
        }
        return wrongPort(parts.port(), protocol).toEither(parts).swap();
    }

    private static Option<String> wrongPort(Option<Integer> port, EventHubProtocol protocol) {
        return port.filter(number -> protocol == EventHubProtocol.AMQP && number != AMQP_PORT)
                .map(number -> "with `protocol: amqp` the port is " + AMQP_PORT + " always, not " + number
                        + ": leave it out, or write `protocol: kafka`");
    }

    private static Read<Service> namespace(YamlNode node, EventHubProtocol protocol) {
        return node.parse(A_NAMESPACE, text -> {
            Matcher service = NAMESPACE.matcher(text);
            if (!service.matches()) {
                return Either.left("expected " + A_NAMESPACE + ", found " + Quoted.of(text));
            }
            Option<Integer> port = Option.of(service.group(2)).map(Integer::valueOf);
            if (port.exists(number -> number > LARGEST_PORT)) {
                return Either.left("a port is from 1 to " + LARGEST_PORT + ", " + Quoted.of(text) + " has another");
            }
            if (port.isEmpty() && !service.group(1).contains(".")) {
                return Either.left("expected " + A_NAMESPACE + ", found " + Quoted.of(text)
                        + Suggestion.of(service.group(1) + ".servicebus.windows.net"));
            }
            return wrongPort(port, protocol)
                    .toEither(new Service(service.group(1), port))
                    .swap();
        });
    }

    private static Read<String> hub(YamlNode node) {
        return node.parse(
                A_HUB,
                text -> EventHubConnectionString.isHubName(text)
                        ? Either.right(text)
                        : Either.left("expected " + A_HUB + ", found " + Quoted.of(text)));
    }

    private static Read<EventHubLogin> login(YamlNode hub) {
        Map<String, Function<YamlNode, Read<EventHubLogin>>> logins = LinkedHashMap.of(
                "clientSecret",
                node -> AzureLogins.clientSecret(node, EventHubLogin.ClientSecret::new),
                "managedIdentity",
                node -> AzureLogins.managedIdentity(node, EventHubLogin.ManagedIdentity::new),
                "workloadIdentity",
                EventHubAddress::workloadIdentity);
        return hub.mapping("a mapping such as { managedIdentity: { } }", LOGIN, login -> login.oneOf(logins));
    }

    private static Read<EventHubLogin> workloadIdentity(YamlNode node) {
        return node.mapping(
                "a mapping such as { } or { tenant: …, client: … }",
                WORKLOAD_IDENTITY,
                login -> Read.together(
                        login.optional("tenant", AzureLogins::id),
                        login.optional("client", AzureLogins::id),
                        EventHubLogin.WorkloadIdentity::new));
    }
}
