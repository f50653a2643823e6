package io.vigie.adapters.eventhubs;

import io.vavr.collection.HashMap;
import io.vavr.collection.LinkedHashMap;
import io.vavr.control.Option;
import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.eventhubs.testing.LocalEventHubs;
import io.vigie.adapters.spark.testing.SourceUnderTest;
import io.vigie.application.plan.EventHub;
import io.vigie.application.plan.EventHubLogin;
import io.vigie.application.plan.EventHubPosition;
import io.vigie.application.plan.EventHubProtocol;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import java.util.UUID;

/**
 * A pipeline's hub, and what tests vary of it. Unless they do, it reads all there is in a hub of the shared namespace.
 *
 * @param plan as it stands
 */
record TestSource(SourcePlan.EventHubEvents plan) implements SourceUnderTest {

    private static final LocalEventHubs SHARED = started();

    private static LocalEventHubs started() {
        LocalEventHubs hubs = LocalEventHubs.start();
        hubs.trustStore().use();
        return hubs;
    }

    /** The namespace of the tests in this JVM, which trusts it. */
    static LocalEventHubs shared() {
        return SHARED;
    }

    /** A hub of the shared namespace that no other test knows. */
    static Hub newHub(int partitions) {
        return SHARED.createHub("hub-" + UUID.randomUUID(), partitions);
    }

    static TestSource of(Hub hub) {
        return of(hub(SHARED.host(), hub.name(), hub.connectionString()));
    }

    static TestSource of(EventHub hub) {
        return new TestSource(new SourcePlan.EventHubEvents(
                hub,
                EventHubProtocol.AMQP,
                Hub.DEFAULT_GROUP,
                new EventHubPosition.Earliest(),
                HashMap.empty(),
                Option.none(),
                true,
                true,
                false,
                LinkedHashMap.empty()));
    }

    static EventHub hub(String host, String name, String connectionString) {
        return new EventHub(
                host,
                Option.none(),
                name,
                new EventHubLogin.SharedAccessKey(new SettingValue(connectionString, "${env:EVENTHUB}")));
    }

    /** A hub of the shared namespace as a sink. */
    static SinkPlan sink(Hub hub) {
        return sink(hub(SHARED.host(), hub.name(), hub.connectionString()));
    }

    static SinkPlan sink(EventHub hub) {
        return new SinkPlan.HubEvents(hub, EventHubProtocol.AMQP, LinkedHashMap.empty());
    }

    @Override
    public Adapter adapter() {
        return Adapter.of(new EventHubsConnector());
    }

    TestSource starting(EventHubPosition starting) {
        return with(
                plan.consumerGroup(),
                starting,
                plan.startingPartitions(),
                plan.maxEventsPerTrigger(),
                plan.failOnDataLoss());
    }

    TestSource startingIn(int partition, EventHubPosition starting) {
        return with(
                plan.consumerGroup(),
                plan.starting(),
                plan.startingPartitions().put(partition, starting),
                plan.maxEventsPerTrigger(),
                plan.failOnDataLoss());
    }

    TestSource consumerGroup(String group) {
        return with(
                group, plan.starting(), plan.startingPartitions(), plan.maxEventsPerTrigger(), plan.failOnDataLoss());
    }

    TestSource maxEventsPerTrigger(long most) {
        return with(
                plan.consumerGroup(),
                plan.starting(),
                plan.startingPartitions(),
                Option.some(most),
                plan.failOnDataLoss());
    }

    TestSource goingOnWithoutLostEvents() {
        return with(
                plan.consumerGroup(), plan.starting(), plan.startingPartitions(), plan.maxEventsPerTrigger(), false);
    }

    TestSource option(String name, String value) {
        return new TestSource(new SourcePlan.EventHubEvents(
                plan.hub(),
                plan.protocol(),
                plan.consumerGroup(),
                plan.starting(),
                plan.startingPartitions(),
                plan.maxEventsPerTrigger(),
                plan.failOnDataLoss(),
                plan.propertiesAsTags(),
                plan.deviceFromIotHub(),
                plan.options().put(name, SettingValue.plain(value))));
    }

    private TestSource with(
            String group,
            EventHubPosition starting,
            io.vavr.collection.Map<Integer, EventHubPosition> partitions,
            Option<Long> most,
            boolean failOnDataLoss) {
        return new TestSource(new SourcePlan.EventHubEvents(
                plan.hub(),
                plan.protocol(),
                group,
                starting,
                partitions,
                most,
                failOnDataLoss,
                plan.propertiesAsTags(),
                plan.deviceFromIotHub(),
                plan.options()));
    }
}
