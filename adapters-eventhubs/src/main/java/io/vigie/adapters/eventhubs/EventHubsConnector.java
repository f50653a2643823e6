package io.vigie.adapters.eventhubs;

import io.vavr.control.Option;
import io.vigie.adapters.eventhubs.client.HubAccess;
import io.vigie.adapters.eventhubs.login.AccessTokens;
import io.vigie.adapters.eventhubs.login.EntraTokens;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSinkProvider;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.SparkSourceProvider;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.EventHubLogin;
import io.vigie.application.plan.EventHubProtocol;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import java.util.function.Function;
import org.apache.spark.sql.types.StructType;

/**
 * Hubs of Azure Event Hubs by AMQP, as a source and as sinks. Of Azure's own classes it needs none by itself: a pipeline
 * without hubs runs where they are not.
 */
public final class EventHubsConnector implements SparkSourceProvider, SparkSinkProvider {

    private final Function<EventHubLogin, AccessTokens> entraId;

    /** Knows nothing yet but the kind of plans that it serves. */
    public EventHubsConnector() {
        // Not EntraTokens::new, which would ask for the class now, and it for Azure's.
        this(login -> new EntraTokens(login));
    }

    /** Takes tokens of Microsoft Entra ID in this way. */
    EventHubsConnector(Function<EventHubLogin, AccessTokens> entraId) {
        this.entraId = entraId;
    }

    @Override
    public Option<SparkSource> source(SourcePlan plan) {
        return plan instanceof SourcePlan.EventHubEvents events && events.protocol() == EventHubProtocol.AMQP
                ? Option.some(new AmqpSource(events, HubAccess.of(events.hub(), events.options(), entraId)))
                : Option.none();
    }

    @Override
    public Option<SparkSink> sink(SinkPlan plan, Output output, String pipeline) {
        return sink(plan, output, Tables.of(output), pipeline);
    }

    @Override
    public Option<SparkSink> sink(SinkPlan plan, Output output, StructType columns, String pipeline) {
        return plan instanceof SinkPlan.HubEvents events && events.protocol() == EventHubProtocol.AMQP
                ? Option.some(new AmqpSink(HubAccess.of(events.hub(), events.options(), entraId), output, columns))
                : Option.none();
    }
}
