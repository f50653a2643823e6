package io.vigie.adapters.eventhubs.login;

import com.microsoft.azure.eventhubs.ITokenProvider;
import com.microsoft.azure.eventhubs.SecurityToken;
import com.microsoft.azure.eventhubs.impl.ClientConstants;
import com.microsoft.azure.eventhubs.impl.SharedAccessSignatureTokenProvider;
import io.vigie.adapters.spark.spi.BearerToken;
import io.vigie.application.plan.EventHubConnectionString;
import io.vigie.application.port.out.PipelineRefused;
import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CompletableFuture;

/** What lets a pipeline into a hub, for the AMQP client. It travels to the tasks of a cluster; its text shows nothing. */
@SuppressWarnings("JavaUtilDate") // the AMQP client's times
public sealed interface HubTokens extends ITokenProvider, Serializable {

    /**
     * What a connection string has.
     *
     * @throws PipelineRefused when it is not one that {@link EventHubConnectionString#parse} takes
     */
    static HubTokens of(String connectionString) {
        EventHubConnectionString parts = EventHubConnectionString.parse(connectionString)
                .getOrElseThrow(
                        why -> new PipelineRefused("The connection string of the hub cannot be used: " + why + "."));
        return parts.keyName()
                .<HubTokens>map(name -> new SharedAccessKey(name, parts.secret()))
                .getOrElse(() -> new SharedAccessSignature(parts.secret()));
    }

    /** Shows a shared access key by what it signs; the key itself stays here. */
    record SharedAccessKey(String name, String key) implements HubTokens {

        private static final long serialVersionUID = 1;

        @Override
        public CompletableFuture<SecurityToken> getToken(String resource, Duration timeout) {
            try {
                return CompletableFuture.completedFuture(new SecurityToken(
                        SharedAccessSignatureTokenProvider.generateSharedAccessSignature(
                                name, key, resource, ClientConstants.TOKEN_VALIDITY),
                        Date.from(Instant.now().plus(ClientConstants.TOKEN_VALIDITY)),
                        resource,
                        ClientConstants.SAS_TOKEN_TYPE));
            } catch (java.io.IOException | GeneralSecurityException | IllegalArgumentException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public String toString() {
            return "SharedAccessKey";
        }
    }

    /** Shows a signature that somebody else made with the key, good for a time. */
    record SharedAccessSignature(String signature) implements HubTokens {

        private static final long serialVersionUID = 1;

        @Override
        public CompletableFuture<SecurityToken> getToken(String resource, Duration timeout) {
            return CompletableFuture.completedFuture(new SecurityToken(
                    signature,
                    Date.from(Instant.now().plus(ClientConstants.TOKEN_VALIDITY)),
                    resource,
                    ClientConstants.SAS_TOKEN_TYPE));
        }

        @Override
        public String toString() {
            return "SharedAccessSignature";
        }
    }

    /** Shows a token of Microsoft Entra ID, which is asked for where it is needed. */
    record EntraId(AccessTokens tokens) implements HubTokens {

        private static final long serialVersionUID = 1;

        @Override
        public CompletableFuture<SecurityToken> getToken(String resource, Duration timeout) {
            CompletableFuture<SecurityToken> answer = new CompletableFuture<>();
            // Apart: who asks is the one thread that all of a connection's input and output is done by.
            Thread asking = new Thread(() -> ask(resource, answer), "event-hubs-token");
            asking.setDaemon(true);
            asking.start();
            return answer;
        }

        private void ask(String resource, CompletableFuture<SecurityToken> answer) {
            try {
                BearerToken token = tokens.token(AccessTokens.EVENT_HUBS);
                answer.complete(new SecurityToken(
                        token.value(), Date.from(token.expires()), resource, ClientConstants.JWT_TOKEN_TYPE));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }

        @Override
        public String toString() {
            return "EntraId";
        }
    }
}
