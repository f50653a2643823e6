package io.vigie.application.plan;

import io.vavr.Tuple2;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;

/** Where an output goes. Paths are absolute, or URIs of any file system the engine knows. */
public sealed interface SinkPlan {

    /** What comes of each kind of sink. */
    <R> R interpret(Algebra<R> algebra);

    /** Something for each kind of sink: a new kind has to be dealt with wherever one is asked. */
    interface Algebra<R> {

        /** Of a table. */
        R table(DeltaTable plan);

        /** Of a topic. */
        R topic(KafkaTopic plan);

        /** Of a hub. */
        R hub(HubEvents plan);

        /** Of what somebody else brings. */
        R custom(Custom plan);
    }

    /** Settings that are handed on to what writes it, by their names there. */
    default Map<String, SettingValue> options() {
        return LinkedHashMap.empty();
    }

    /** What of it nobody else may know and is no option, by names for it. */
    default Seq<Tuple2<String, SettingValue>> secrets() {
        return List.empty();
    }

    /** The table that it is, where it is one. */
    default Option<DeltaTable> asTable() {
        return Option.none();
    }

    /** The path that it is written to, where it lies in a file system. */
    default Option<String> location() {
        return Option.none();
    }

    /**
     * A Delta table, exactly once.
     *
     * @param table where it lies, or its name
     */
    record DeltaTable(TableAddress table) implements SinkPlan {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.table(this);
        }

        @Override
        public Option<DeltaTable> asTable() {
            return Option.some(this);
        }

        /** The table at this path. */
        public DeltaTable(String path) {
            this(new TableAddress.Path(path));
        }

        @Override
        public Option<String> location() {
            return table.location();
        }
    }

    /**
     * A Kafka topic, at least once. Rejected messages go there as they came; all else as JSON objects, keyed by device.
     *
     * @param cluster where it is
     * @param topic its name
     */
    record KafkaTopic(KafkaCluster cluster, String topic) implements SinkPlan {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.topic(this);
        }

        @Override
        public Map<String, SettingValue> options() {
            return cluster.options();
        }
    }

    /**
     * A hub of Azure Event Hubs, at least once; keyed by device.
     *
     * @param hub which
     * @param protocol how to talk to it
     * @param options further settings of the protocol's client, by their names there
     */
    record HubEvents(EventHub hub, EventHubProtocol protocol, Map<String, SettingValue> options) implements SinkPlan {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.hub(this);
        }

        @Override
        public Seq<Tuple2<String, SettingValue>> secrets() {
            return hub.login().secrets();
        }
    }

    /**
     * A sink that somebody else brings: a record of what there is to say of it. Whoever writes it knows it by its type, and
     * prints it by {@link Object#toString} where nobody does. Pipeline files have it by a {@code SinkKind}.
     */
    non-sealed interface Custom extends SinkPlan {

        @Override
        default <R> R interpret(Algebra<R> algebra) {
            return algebra.custom(this);
        }
    }
}
