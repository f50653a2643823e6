package io.vigie.adapters.spark.files;

/**
 * A file as it was found.
 *
 * @param path from the root of the input, with {@code /} between names
 * @param size in bytes; negative where an earlier version of the log did not keep it
 * @param modified in milliseconds since 1970
 */
record StoredFile(String path, long size, long modified) {}
