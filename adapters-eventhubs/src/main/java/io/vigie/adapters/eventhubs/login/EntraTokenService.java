package io.vigie.adapters.eventhubs.login;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.BearerToken;
import io.vigie.adapters.spark.spi.TokenService;
import java.util.Map;

/** Tokens of Microsoft Entra ID for clients of Kafka. Public because it is found by its name. */
public final class EntraTokenService implements TokenService {

    /** Made by whoever finds it. */
    public EntraTokenService() {}

    @Override
    public Option<BearerToken> token(Map<String, String> login, String scope) {
        return EntraLogin.of(login).map(known -> new EntraTokens(known).token(scope));
    }
}
