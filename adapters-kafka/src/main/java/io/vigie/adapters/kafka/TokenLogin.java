package io.vigie.adapters.kafka;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.BearerToken;
import io.vigie.adapters.spark.spi.TokenService;
import io.vigie.application.port.out.PipelineRefused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensions;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.jspecify.annotations.Nullable;

/**
 * Has Kafka's clients log in with tokens of a {@link TokenService}: a callback handler for the mechanism OAUTHBEARER,
 * <a href="https://cwiki.apache.org/confluence/pages/viewpage.action?pageId=75968876">KIP-255</a>. Clients ask again
 * before a token is no good any more.
 *
 * <p>Public because Kafka's clients create it by its name.
 */
public final class TokenLogin implements AuthenticateCallbackHandler {

    private static final String SCOPE = "scope";

    private Map<String, String> login = Map.of();

    /** Made by a client of Kafka. */
    public TokenLogin() {}

    @Override
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> entries) {
        Map<String, String> options = new HashMap<>();
        for (AppConfigurationEntry entry : entries) {
            entry.getOptions().forEach((name, value) -> options.put(name, String.valueOf(value)));
        }
        login = options;
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof OAuthBearerTokenCallback wanted) {
                wanted.token(token());
            } else if (callback instanceof SaslExtensionsCallback extensions) {
                extensions.extensions(SaslExtensions.empty());
            } else {
                throw new UnsupportedCallbackException(callback, "This login is by tokens alone.");
            }
        }
    }

    private OAuthBearerToken token() {
        String scope = login.getOrDefault(SCOPE, "");
        try {
            for (TokenService service : ServiceLoader.load(TokenService.class, TokenLogin.class.getClassLoader())) {
                Option<BearerToken> found = service.token(login, scope);
                if (found.isDefined()) {
                    return new Granted(found.get(), login.getOrDefault("client", "vigie"), scope);
                }
            }
        } catch (PipelineRefused e) {
            // What a client makes of other exceptions tells nobody why.
            throw new KafkaException(e.getMessage(), e);
        }
        throw new KafkaException("There is nothing on the class path that takes tokens for this login.");
    }

    @Override
    public void close() {}

    /** A token as Kafka has it. */
    private record Granted(BearerToken token, String principalName, String scopeWanted) implements OAuthBearerToken {

        @Override
        public String value() {
            return token.value();
        }

        @Override
        public Set<String> scope() {
            return Set.of(scopeWanted);
        }

        @Override
        public long lifetimeMs() {
            return token.expires().toEpochMilli();
        }

        @Override
        public @Nullable Long startTimeMs() {
            return null;
        }
    }
}
