package io.vigie.adapters.spark.headers;

import io.vigie.adapters.spark.spi.messages.MessageHeader;
import io.vigie.adapters.spark.spi.messages.MessageHeaders;
import io.vigie.application.plan.EventHubProtocol;
import io.vigie.application.plan.SourcePlan;
import java.io.Serializable;
import java.util.List;

/**
 * What is made of the headers of messages.
 *
 * @param asTags whether they become tags of the readings
 * @param deviceFromIotHub whether a message without a device is of the one that IoT Hub took it from
 * @param fromHubByKafka whether they come from a hub by its Kafka endpoint, where they are {@link AmqpProperties}
 */
public record HeaderUse(boolean asTags, boolean deviceFromIotHub, boolean fromHubByKafka) implements Serializable {

    private static final long serialVersionUID = 1;

    public static HeaderUse of(SourcePlan source) {
        return source instanceof SourcePlan.EventHubEvents events
                ? new HeaderUse(
                        events.propertiesAsTags(),
                        events.deviceFromIotHub(),
                        events.protocol() == EventHubProtocol.KAFKA)
                : new HeaderUse(source.headersAsTags(), false, false);
    }

    public boolean isAny() {
        return asTags || deviceFromIotHub || fromHubByKafka;
    }

    /** The headers that {@link MessageHeaders} has encoded. */
    public List<MessageHeader> read(byte[] encoded) {
        List<MessageHeader> headers = MessageHeaders.decode(encoded);
        return fromHubByKafka ? AmqpProperties.decode(headers) : headers;
    }

    /** When the message arrived, in microseconds since 1970: where IoT Hub took it, when that was. */
    public long arrival(List<MessageHeader> headers, long otherwise) {
        return deviceFromIotHub || fromHubByKafka ? IotHub.arrival(headers, otherwise) : otherwise;
    }
}
