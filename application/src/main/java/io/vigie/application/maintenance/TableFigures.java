package io.vigie.application.maintenance;

import io.vavr.collection.Seq;

/**
 * How a table stands.
 *
 * @param version its version
 * @param files how many data files it has
 * @param bytes how large they are together
 * @param warnings what should not be as it is, a sentence each
 */
public record TableFigures(long version, long files, long bytes, Seq<String> warnings) {}
