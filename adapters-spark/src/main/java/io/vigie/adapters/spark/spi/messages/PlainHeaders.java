package io.vigie.adapters.spark.spi.messages;

/** Headers that are no more than that. */
record PlainHeaders(boolean asTags) implements HeaderUse {

    private static final long serialVersionUID = 1;
}
