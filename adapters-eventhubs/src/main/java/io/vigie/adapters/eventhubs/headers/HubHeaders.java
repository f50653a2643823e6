package io.vigie.adapters.eventhubs.headers;

import io.vigie.adapters.spark.spi.messages.HeaderUse;
import io.vigie.adapters.spark.spi.messages.MessageHeader;
import io.vigie.adapters.spark.spi.messages.MessageHeaders;
import io.vigie.application.plan.EventHubProtocol;
import io.vigie.application.plan.SourcePlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is made of the properties of a hub's events.
 *
 * @param asTags whether they become tags of the readings
 * @param deviceFromIotHub whether a message without a device is of the one that IoT Hub took it from
 * @param byKafka whether they come by the hub's Kafka endpoint, where they are {@link AmqpProperties}
 */
public record HubHeaders(boolean asTags, boolean deviceFromIotHub, boolean byKafka) implements HeaderUse {

    private static final long serialVersionUID = 1;

    /** As a plan wants them. */
    public static HubHeaders of(SourcePlan.EventHubEvents plan) {
        return new HubHeaders(
                plan.propertiesAsTags(), plan.deviceFromIotHub(), plan.protocol() == EventHubProtocol.KAFKA);
    }

    @Override
    public boolean isAny() {
        return asTags || deviceFromIotHub || byKafka;
    }

    @Override
    public List<MessageHeader> read(byte[] encoded) {
        List<MessageHeader> headers = MessageHeaders.decode(encoded);
        return byKafka ? AmqpProperties.decode(headers) : headers;
    }

    /** Where IoT Hub took the message, when that was. */
    @Override
    public long arrival(List<MessageHeader> headers, long otherwise) {
        return deviceFromIotHub || byKafka ? IotHub.arrival(headers, otherwise) : otherwise;
    }

    @Override
    public byte @Nullable [] device(List<MessageHeader> headers) {
        return deviceFromIotHub ? IotHub.device(headers) : null;
    }
}
