package io.vigie.application.plan;

import io.vavr.Tuple2;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;

/** Where messages come from. Paths are absolute, or URIs of any file system the engine knows. */
public sealed interface SourcePlan {

    /** What comes of each kind of source. */
    <R> R interpret(Algebra<R> algebra);

    /** Something for each kind of source: a new kind has to be dealt with wherever one is asked. */
    interface Algebra<R> {

        /** Of files. */
        R files(JsonFiles plan);

        /** Of a table. */
        R table(DeltaTable plan);

        /** Of topics. */
        R topics(KafkaTopics plan);

        /** Of a hub. */
        R hub(EventHubEvents plan);

        /** Of what somebody else brings. */
        R custom(Custom plan);
    }

    /** Settings that are handed on to what reads it, by their names there. */
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

    /** The path that it is read from, where it lies in a file system. */
    default Option<String> location() {
        return Option.none();
    }

    /**
     * Files of JSON, new ones picked up as they land.
     *
     * @param path a directory, a file or a glob
     * @param maxFilesPerTrigger the most new files one batch takes
     * @param options further options, by the names that Spark's file source has for them
     * @param written the path as whoever configured it wrote it: a checkpoint goes on with the same text wherever it lies
     * @param recursive whether files in subdirectories are read too
     * @param layout where messages begin and end in them
     * @param after what becomes of those that were read
     */
    record JsonFiles(
            String path,
            int maxFilesPerTrigger,
            Map<String, SettingValue> options,
            String written,
            boolean recursive,
            FileLayout layout,
            AfterReading after)
            implements SourcePlan {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.files(this);
        }

        /** What one batch takes unless the pipeline says otherwise. */
        public static final int DEFAULT_MAX_FILES = 1_000;

        /** With the defaults of a pipeline file. */
        public JsonFiles(String path) {
            this(path, DEFAULT_MAX_FILES, LinkedHashMap.empty());
        }

        /** With all below a directory, layouts found out, and files left where they are. */
        public JsonFiles(String path, int maxFilesPerTrigger, Map<String, SettingValue> options) {
            this(path, maxFilesPerTrigger, options, path, true, FileLayout.FOUND, new AfterReading.Keep());
        }

        /** In another layout. */
        public JsonFiles in(FileLayout other) {
            return new JsonFiles(path, maxFilesPerTrigger, options, written, recursive, other, after);
        }

        @Override
        public Option<String> location() {
            return Option.some(path);
        }
    }

    /**
     * A readings table that Vigie wrote, read again as a stream.
     *
     * @param table where it lies, or its name
     * @param maxFilesPerTrigger the most data files one batch takes, where it is bounded
     */
    record DeltaTable(TableAddress table, Option<Integer> maxFilesPerTrigger) implements SourcePlan {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.table(this);
        }

        @Override
        public Option<DeltaTable> asTable() {
            return Option.some(this);
        }

        /** The table at this path, as much of it in a batch as there is. */
        public DeltaTable(String path) {
            this(path, Option.none());
        }

        /** The table at this path. */
        public DeltaTable(String path, Option<Integer> maxFilesPerTrigger) {
            this(new TableAddress.Path(path), maxFilesPerTrigger);
        }

        @Override
        public Option<String> location() {
            return table.location();
        }
    }

    /**
     * Kafka topics.
     *
     * @param cluster where they are
     * @param topics which
     * @param starting where a pipeline begins that has no checkpoint yet
     * @param ending where one ends that takes what there is and stops; none for all that is there when it starts
     * @param maxRecordsPerTrigger the most records one batch takes, where it is bounded
     * @param minPartitions at least so many tasks read, where it is given; else one a partition
     * @param failOnDataLoss whether the pipeline stops when records are gone before it has read them; else it counts
     *     them and goes on
     * @param headersAsTags whether a record's headers become tags of its readings
     */
    record KafkaTopics(
            KafkaCluster cluster,
            TopicSelection topics,
            KafkaPosition starting,
            Option<KafkaPosition> ending,
            Option<Long> maxRecordsPerTrigger,
            Option<Integer> minPartitions,
            boolean failOnDataLoss,
            boolean headersAsTags)
            implements SourcePlan {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.topics(this);
        }

        @Override
        public Map<String, SettingValue> options() {
            return cluster.options();
        }
    }

    /**
     * A hub of Azure Event Hubs.
     *
     * @param hub which
     * @param protocol how to talk to it
     * @param consumerGroup whose reader the pipeline is; only AMQP knows it
     * @param starting where a pipeline begins that has no checkpoint yet
     * @param startingPartitions the same of single partitions that begin elsewhere, by their number
     * @param maxEventsPerTrigger the most events one batch takes, where it is bounded
     * @param failOnDataLoss whether the pipeline stops when events are gone before it has read them; else it counts them
     *     and goes on
     * @param propertiesAsTags whether an event's properties become tags of its readings
     * @param deviceFromIotHub whether a message without a device is of the device that IoT Hub took it from
     * @param options further settings of the protocol's client, by their names there
     */
    record EventHubEvents(
            EventHub hub,
            EventHubProtocol protocol,
            String consumerGroup,
            EventHubPosition starting,
            Map<Integer, EventHubPosition> startingPartitions,
            Option<Long> maxEventsPerTrigger,
            boolean failOnDataLoss,
            boolean propertiesAsTags,
            boolean deviceFromIotHub,
            Map<String, SettingValue> options)
            implements SourcePlan {

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
     * A source that somebody else brings: a record of what there is to say of it. Whoever reads it knows it by its type, and
     * prints it by {@link Object#toString} where nobody does. Pipeline files have it by a {@code SourceKind}.
     */
    non-sealed interface Custom extends SourcePlan {

        @Override
        default <R> R interpret(Algebra<R> algebra) {
            return algebra.custom(this);
        }
    }
}
