package io.vigie.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.junit.jupiter.api.Test;

class TokenLoginTest {

    private final TokenLogin login = new TokenLogin();

    TokenLoginTest() {
        login.configure(
                Map.of(),
                "OAUTHBEARER",
                List.of(new AppConfigurationEntry(
                        "Module",
                        AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                        Map.of("kind", "clientSecret", "clientSecret", "c4nary", "scope", "s"))));
    }

    @Test
    void withoutAnythingThatTakesTokensItSaysSoAndTellsNoSecret() {
        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(() -> login.handle(new Callback[] {new OAuthBearerTokenCallback()}))
                .withMessage("There is nothing on the class path that takes tokens for this login.");
    }

    @Test
    void itKnowsOfTokensAlone() {
        assertThatExceptionOfType(UnsupportedCallbackException.class)
                .isThrownBy(() -> login.handle(new Callback[] {new NameCallback("name")}));
    }
}
