package io.vigie.adapters.eventhubs;

import io.vigie.adapters.eventhubs.testing.Event;
import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.eventhubs.testing.StoredEvent;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.testing.Message;
import io.vigie.adapters.spark.testing.SparkSourceContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AmqpSourceTest extends SparkSourceContract {

    private final Hub hub = TestSource.newHub(2);
    private int sent;

    @Override
    protected SparkSource source() {
        return new EventHubsConnector().source(TestSource.of(hub).plan()).get();
    }

    @Override
    protected SparkSource absent() {
        return new EventHubsConnector()
                .source(TestSource.of(TestSource.hub(
                                TestSource.shared().host(),
                                "absent",
                                TestSource.shared().connectionString()))
                        .plan())
                .get();
    }

    @Override
    protected List<Message> send() {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int partition = i % 2;
            hub.publish(partition, Event.of("message \u00e9 " + sent));
            sent++;
            StoredEvent stored = hub.events(partition).get((int) hub.end(partition) - 1);
            messages.add(Message.of(
                    stored.event().body(),
                    hub.name(),
                    stored.partition(),
                    stored.sequenceNumber(),
                    stored.enqueuedTime()));
        }
        return messages;
    }
}
