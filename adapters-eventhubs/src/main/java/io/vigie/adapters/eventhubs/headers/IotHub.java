package io.vigie.adapters.eventhubs.headers;

import io.vigie.adapters.spark.spi.messages.MessageHeader;
import io.vigie.domain.reading.EventTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Azure IoT Hub tells of a device's message in <a
 * href="https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-messages-construct">system properties</a>, after the
 * properties that the device gave it.
 */
final class IotHub {

    private static final String DEVICE = "iothub-connection-device-id";
    private static final String TIME = "iothub-enqueuedtime";

    private IotHub() {}

    /** The name of the device that the message was taken from; null where that is not told. */
    public static byte @Nullable [] device(List<MessageHeader> headers) {
        byte[] device = null;
        for (MessageHeader header : headers) {
            byte[] name = header.value();
            if (header.name().equals(DEVICE) && name != null && name.length > 0) {
                device = name;
            }
        }
        return device;
    }

    /** When the message was taken, in microseconds since 1970. */
    static long arrival(List<MessageHeader> headers, long otherwise) {
        long arrival = otherwise;
        for (MessageHeader header : headers) {
            byte[] text = header.value();
            if (header.name().equals(TIME) && text != null) {
                long time = EventTime.ofText(text, 0, text.length);
                arrival = EventTime.inRange(time) ? time : arrival;
            }
        }
        return arrival;
    }
}
