package io.vigie.domain.window;

/** Says that percentiles of windows need sketches. */
record NoPercentileSketches() implements PercentileSketches {

    @Override
    public byte[] add(byte[] sketch, double[] values, int count) {
        throw missing();
    }

    @Override
    public byte[] merge(byte[] sketch, byte[] other) {
        throw missing();
    }

    @Override
    public double percentile(byte[] sketch, double percent) {
        throw missing();
    }

    private static IllegalStateException missing() {
        return new IllegalStateException("A window asks for a percentile of many readings, and no sketches were handed"
                + " in to keep them. Hand in an implementation of PercentileSketches, such as TDigestSketches.");
    }
}
