package io.vigie.bootstrap.benchmark.yardstick.digest;

import io.vigie.bootstrap.benchmark.yardstick.Output;

/**
 * What an output holds, whatever the order of its rows.
 *
 * @param output which
 * @param rows how many there are
 * @param sum the hashes of all rows, added up; of each row only what both sides must agree on counts
 */
public record OutputDigest(Output output, long rows, long sum) {

    /** As {@link #toString} writes it. */
    static OutputDigest parse(String line) {
        String[] words = line.split(" ", -1);
        return new OutputDigest(
                Output.valueOf(words[0]), Long.parseLong(words[1]), Long.parseUnsignedLong(words[2], 16));
    }

    /** The sum as it is shown. */
    public String hexadecimal() {
        return "%016x".formatted(sum);
    }

    @Override
    public String toString() {
        return output + " " + rows + " " + hexadecimal();
    }
}
