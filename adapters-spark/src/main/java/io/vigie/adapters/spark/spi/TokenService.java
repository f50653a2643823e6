package io.vigie.adapters.spark.spi;

import io.vavr.control.Option;
import java.util.Map;

/**
 * Takes tokens for clients that an adapter cannot hand anything but texts, and that are made wherever tasks run: found
 * there by {@link java.util.ServiceLoader}.
 */
public interface TokenService {

    /**
     * A token for a login of a kind known here; none for another.
     *
     * @param login what it is, by names; may hold secrets
     * @param scope what the token is for
     * @throws io.vigie.application.port.out.PipelineRefused when there is none for this login
     */
    Option<BearerToken> token(Map<String, String> login, String scope);
}
