package io.vigie.adapters.kafka;

import java.io.Closeable;
import java.io.IOException;

/** Reads a range of one partition. Where records are gone, it goes on with the next that are there. */
interface RecordReader extends Closeable {

    /** Goes on to the next record; false after the last of the range. */
    boolean next() throws IOException;

    /** The record that it is at, until it goes on. */
    KafkaRow record();

    /** How often it had to pass over records that were to be read and are gone, so far. */
    long losses();
}
