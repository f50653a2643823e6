package io.vigie.adapters.eventhubs.login;

import io.vigie.adapters.spark.spi.BearerToken;
import java.io.Serializable;

/**
 * Takes tokens of Microsoft Entra ID for a pipeline's login. It travels to the tasks of a cluster, and takes them there
 * as well: what cannot travel is made where it is needed. Its text shows no secret.
 */
@FunctionalInterface
public interface AccessTokens extends Serializable {

    /** What tokens for Event Hubs are asked for. */
    String EVENT_HUBS = "https://eventhubs.azure.net/.default";

    /**
     * A token that is good for some minutes at least; the same as before as long as that one is. Answers within seconds.
     *
     * @param scope what it is for, such as {@link #EVENT_HUBS}
     * @throws io.vigie.application.port.out.PipelineRefused when there is none for this login
     */
    BearerToken token(String scope);
}
