package io.vigie.domain.monitor;

import io.vigie.domain.window.PercentileSketches;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Sketches that forget nothing: all values, in order. */
record AllValues() implements PercentileSketches {

    @Override
    public byte[] add(byte[] sketch, double[] values, int count) {
        return bytes(DoubleStream.concat(values(sketch), Arrays.stream(values, 0, count)));
    }

    @Override
    public byte[] merge(byte[] sketch, byte[] other) {
        return bytes(DoubleStream.concat(values(sketch), values(other)));
    }

    @Override
    public double percentile(byte[] sketch, double percent) {
        double[] sorted = values(sketch).toArray();
        double rank = percent / 100 * (sorted.length - 1);
        int below = (int) rank;
        return rank == below ? sorted[below] : sorted[below] + (rank - below) * (sorted[below + 1] - sorted[below]);
    }

    private static DoubleStream values(byte[] sketch) {
        double[] values = new double[sketch.length / Double.BYTES];
        ByteBuffer.wrap(sketch).asDoubleBuffer().get(values);
        return Arrays.stream(values);
    }

    private static byte[] bytes(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        ByteBuffer bytes = ByteBuffer.allocate(sorted.length * Double.BYTES);
        bytes.asDoubleBuffer().put(sorted);
        return bytes.array();
    }
}
