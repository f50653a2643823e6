package io.vigie.adapters.spark.monitoring;

import com.tdunning.math.stats.MergingDigest;
import io.vigie.domain.window.PercentileSketches;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sketches that are <a href="https://arxiv.org/abs/1902.04023">t-digests</a>: near the middle a percentile's rank is
 * right to about half a percent of the readings, towards the ends to much less. A sketch takes about 3 KiB at most.
 */
public final class TDigestSketches implements PercentileSketches {

    private static final double COMPRESSION = 200;

    /** Sketches of this precision. */
    public TDigestSketches() {}

    @Override
    public byte[] add(byte[] sketch, double[] values, int count) {
        MergingDigest digest = opened(sketch);
        for (int i = 0; i < count; i++) {
            digest.add(values[i]);
        }
        return closed(digest);
    }

    @Override
    public byte[] merge(byte[] sketch, byte[] other) {
        if (sketch.length == 0 || other.length == 0) {
            return sketch.length == 0 ? other : sketch;
        }
        MergingDigest digest = opened(sketch);
        // Its own merge shuffles.
        opened(other).centroids().forEach(centroid -> digest.add(centroid.mean(), centroid.count()));
        return closed(digest);
    }

    @Override
    public double percentile(byte[] sketch, double percent) {
        return opened(sketch).quantile(percent / 100);
    }

    private static MergingDigest opened(byte[] sketch) {
        return sketch.length == 0 ? new MergingDigest(COMPRESSION) : MergingDigest.fromBytes(ByteBuffer.wrap(sketch));
    }

    private static byte[] closed(MergingDigest digest) {
        ByteBuffer bytes = ByteBuffer.allocate(digest.byteSize());
        digest.asBytes(bytes);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
