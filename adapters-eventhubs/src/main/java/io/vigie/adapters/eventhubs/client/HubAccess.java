package io.vigie.adapters.eventhubs.client;

import io.vavr.collection.Map;
import io.vigie.adapters.eventhubs.login.AccessTokens;
import io.vigie.adapters.eventhubs.login.HubTokens;
import io.vigie.application.plan.EventHub;
import io.vigie.application.plan.EventHubLogin;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import java.io.Serializable;
import java.util.function.Function;

/**
 * A hub and the way to it by AMQP. It travels to the tasks of a cluster; its text shows no secret.
 *
 * @param host the namespace's host name
 * @param hub the hub's name
 * @param tokens what lets us in
 * @param settings of the client
 */
public record HubAccess(String host, String hub, HubTokens tokens, ClientSettings settings) implements Serializable {

    private static final long serialVersionUID = 1;

    /**
     * The way to a hub of a plan.
     *
     * @param options of the client
     * @param entraId takes tokens of Microsoft Entra ID for a login
     */
    public static HubAccess of(
            EventHub hub, Map<String, SettingValue> options, Function<EventHubLogin, AccessTokens> entraId) {
        return new HubAccess(hub.host(), hub.name(), tokens(hub.login(), entraId), ClientSettings.of(options));
    }

    private static HubTokens tokens(EventHubLogin login, Function<EventHubLogin, AccessTokens> entraId) {
        return login instanceof EventHubLogin.SharedAccessKey key
                ? HubTokens.of(key.connectionString().value())
                : new HubTokens.EntraId(entraId.apply(login));
    }

    /** What to call it in messages to people. */
    public String name() {
        return "hub " + hub + " at " + host;
    }

    /** A running pipeline cannot go on. */
    public PipelineFailed failed(HubFault fault, String part) {
        return new PipelineFailed(sentence(fault, part), fault);
    }

    /** A pipeline must not start. */
    PipelineRefused refused(HubFault fault, String part) {
        return fault.getCause() instanceof PipelineRefused noToken
                ? noToken
                : new PipelineRefused(sentence(fault, part), fault);
    }

    /**
     * What to tell a person.
     *
     * @param part of the hub that it is about, such as its consumer group; empty for the hub itself
     */
    private String sentence(HubFault fault, String part) {
        String what = part.isEmpty() ? name() : part + " of " + name();
        String why = fault.why();
        return switch (fault.kind()) {
            case UNAUTHORIZED ->
                "The " + what + " does not let the pipeline in: " + why
                        + ". Check the login: whether its key is that of this namespace or hub, whether a signature has"
                        + " expired, and whether it has the right to listen, for a sink to send.";
            case NOT_FOUND -> "There is no " + what + ": " + why + ". Create it, or correct its name.";
            case STOLEN ->
                "Another reader has taken over the " + what + ": " + why
                        + ". A consumer group is for one pipeline at a time: stop the other reader, or give this pipeline a"
                        + " group of its own, as consumerGroup.";
            case TOO_LARGE -> "An event is too large for the " + what + ": " + why + ".";
            case CERTIFICATE ->
                "The certificate of " + host + " is not trusted, or is another host's: " + why
                        + ". Check the host's name, and the trust store that Java is started with,"
                        + " -Djavax.net.ssl.trustStore.";
            case NO_SUCH_HOST ->
                "There is no host " + host + " to be found: " + why + ". Check its name, and the network.";
            case NO_TOKEN -> why + ".";
            case TRANSIENT ->
                "The " + what + " does not answer: " + why
                        + ". Check the host's name, and whether port 5671 can be reached; if the hub is busy, give it more"
                        + " throughput units.";
            case LASTING -> "The " + what + " cannot be used: " + why + ".";
        };
    }
}
