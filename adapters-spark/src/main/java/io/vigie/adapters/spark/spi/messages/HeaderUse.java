package io.vigie.adapters.spark.spi.messages;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is made of the headers of a source's messages. It travels to every task, so it holds no more than it needs. */
public interface HeaderUse extends Serializable {

    /** Headers as they are: of a source that says no more than whether they become tags. */
    static HeaderUse asTheyAre(boolean asTags) {
        return new AsTheyAre(asTags);
    }

    /**
     * Headers as they are.
     *
     * @param asTags whether they become tags
     */
    record AsTheyAre(boolean asTags) implements HeaderUse {

        private static final long serialVersionUID = 1;
    }

    /** Whether they become tags of a message's readings. */
    boolean asTags();

    /** Whether anything is made of them: else they are not read. */
    default boolean isAny() {
        return asTags();
    }

    /** The headers that {@link MessageHeaders} has encoded. */
    default List<MessageHeader> read(byte[] encoded) {
        return MessageHeaders.decode(encoded);
    }

    /**
     * When the message arrived, in microseconds since 1970.
     *
     * @param otherwise by what the source says beside the headers
     */
    default long arrival(List<MessageHeader> headers, long otherwise) {
        return otherwise;
    }

    /** The device that a message is of, in UTF-8, should it not name one itself; null where its headers do not tell. */
    default byte @Nullable [] device(List<MessageHeader> headers) {
        return null;
    }
}
