package io.vigie.adapters.eventhubs.login;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.EventHubLogin;
import io.vigie.application.plan.SettingValue;
import java.util.Map;

/** A login of Microsoft Entra ID as names and values: so it goes through the settings of Kafka's clients. */
public final class EntraLogin {

    private static final String KIND = "kind";
    private static final String TENANT = "tenant";
    private static final String CLIENT = "client";
    static final String SECRET = "clientSecret";
    private static final String CLIENT_SECRET = "clientSecret";
    private static final String MANAGED_IDENTITY = "managedIdentity";
    private static final String WORKLOAD_IDENTITY = "workloadIdentity";

    private EntraLogin() {}

    /**
     * The options of a login.
     *
     * @throws IllegalArgumentException for one that is not of Microsoft Entra ID
     */
    public static Seq<Tuple2<String, SettingValue>> options(EventHubLogin login) {
        return login.interpret(new EventHubLogin.Algebra<>() {
            @Override
            public Seq<Tuple2<String, SettingValue>> sharedAccessKey(EventHubLogin.SharedAccessKey key) {
                throw new IllegalArgumentException("A shared access key is no login of Microsoft Entra ID.");
            }

            @Override
            public Seq<Tuple2<String, SettingValue>> clientSecret(EventHubLogin.ClientSecret secret) {
                return List.of(
                        plain(KIND, CLIENT_SECRET),
                        plain(TENANT, secret.tenant()),
                        plain(CLIENT, secret.client()),
                        Tuple.of(SECRET, secret.secret()));
            }

            @Override
            public Seq<Tuple2<String, SettingValue>> managedIdentity(EventHubLogin.ManagedIdentity managed) {
                return List.of(plain(KIND, MANAGED_IDENTITY))
                        .appendAll(managed.client().map(client -> plain(CLIENT, client)));
            }

            @Override
            public Seq<Tuple2<String, SettingValue>> workloadIdentity(EventHubLogin.WorkloadIdentity workload) {
                return List.of(plain(KIND, WORKLOAD_IDENTITY))
                        .appendAll(workload.tenant().map(tenant -> plain(TENANT, tenant)))
                        .appendAll(workload.client().map(client -> plain(CLIENT, client)));
            }
        });
    }

    private static Tuple2<String, SettingValue> plain(String name, String value) {
        return Tuple.of(name, SettingValue.plain(value));
    }

    /** The login of which these are the options, if they are of one. */
    public static Option<EventHubLogin> of(Map<String, String> options) {
        Option<String> tenant = Option.of(options.get(TENANT));
        Option<String> client = Option.of(options.get(CLIENT));
        return switch (options.getOrDefault(KIND, "")) {
            case CLIENT_SECRET ->
                tenant.flatMap(inside -> client.flatMap(who -> Option.of(options.get(SECRET))
                        .map(secret -> new EventHubLogin.ClientSecret(inside, who, new SettingValue(secret, "…")))));
            case MANAGED_IDENTITY -> Option.some(new EventHubLogin.ManagedIdentity(client));
            case WORKLOAD_IDENTITY -> Option.some(new EventHubLogin.WorkloadIdentity(tenant, client));
            default -> Option.none();
        };
    }
}
