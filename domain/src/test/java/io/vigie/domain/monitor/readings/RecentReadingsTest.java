package io.vigie.domain.monitor.readings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.encoding.EncodedTime;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentReadingsTest {

    private static final long SPAN = 1_000;

    private record Reading(long time, double value) {}

    @Test
    void findAnAlikeOneAmongManyOfAFewInstants() {
        Random random = new Random(3);
        RecentReadings recent = new RecentReadings(SPAN);
        Set<Reading> known = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            Reading reading = new Reading(100 + random.nextInt(5), random.nextInt(2_000) - 1_000);

            assertThat(recent.isRepeated("v", reading.time, reading.value, 104)).isNotEqualTo(known.add(reading));
        }
    }

    @Test
    void findAnAlikeOneWhileOldOnesGo() {
        Random random = new Random(4);
        RecentReadings recent = new RecentReadings(SPAN);
        Set<Reading> known = new HashSet<>();
        long largest = 0;
        for (int i = 0; i < 5_000; i++) {
            Reading reading = new Reading(largest + random.nextInt(60) - 40, random.nextInt(3));
            long after = largest - SPAN;
            known.removeIf(one -> one.time <= after);

            assertThat(recent.isRepeated("v", reading.time, reading.value, largest))
                    .isNotEqualTo(known.add(reading));
            largest = Math.max(largest, reading.time);
        }
    }

    @Test
    void areWrittenByTimeAndValue() {
        RecentReadings recent = new RecentReadings(SPAN);
        for (double value : new double[] {3, 1, 2}) {
            recent.isRepeated("v", 7, value, 7);
            recent.isRepeated("v", 5, value, 7);
        }
        ByteWriter out = new ByteWriter();

        recent.write(out, 7, 0);

        assertThat(out.toBytes()).isEqualTo(bytes(new long[] {5, 5, 5, 7, 7, 7}, new double[] {1, 2, 3, 1, 2, 3}));
    }

    @Test
    void areFoundThatWereWrittenInTheOrderOfTheirArrival() {
        RecentReadings recent = new RecentReadings(SPAN);

        recent.read(new ByteReader(bytes(new long[] {5, 5, 5, 7}, new double[] {3, 1, 2, 1})), 0);

        for (double value : new double[] {1, 2, 3}) {
            assertThat(recent.isRepeated("v", 5, value, 7)).as("%s", value).isTrue();
        }
        assertThat(recent.isRepeated("v", 5, 2.5, 7)).isFalse();
        assertThat(recent.isRepeated("v", 7, 1, 7)).isTrue();
    }

    @Test
    void areForgottenOnceTheyAreTheSpanBehindTheLargestTime() {
        RecentReadings recent = new RecentReadings(SPAN);
        recent.isRepeated("v", 5, 1, 5);
        recent.isRepeated("w", 6, 1, 6);
        assertThat(recent.metrics()).isEqualTo(2);

        recent.forget(5 + SPAN);

        assertThat(recent.metrics()).isEqualTo(1);
        assertThat(recent.has("v")).isFalse();
        assertThat(recent.has("w")).isTrue();
        assertThat(recent.isRepeated("w", 6, 1, 5 + SPAN)).isTrue();
        assertThat(recent.isRepeated("w", 6, 1, 6 + SPAN)).isFalse();
        assertThat(recent.isRepeated("w", 6, 1, 6 + SPAN))
                .as("it is not kept any more")
                .isFalse();
    }

    @Test
    void areNotWrittenOnceTheyAreTheSpanBehind() {
        RecentReadings recent = new RecentReadings(SPAN);
        recent.isRepeated("v", 5, 1, 5);
        recent.isRepeated("v", 7, 2, 5);
        recent.isRepeated("gone", 5, 1, 5);
        ByteWriter out = new ByteWriter();

        recent.write(out, 5 + SPAN, 0);

        assertThat(out.toBytes()).isEqualTo(bytes(new long[] {7}, new double[] {2}));
    }

    /** As the state has them. */
    private static byte[] bytes(long[] times, double[] values) {
        ByteWriter out = new ByteWriter();
        out.writeCount(1);
        out.writeText("v");
        out.writeCount(times.length);
        for (int i = 0; i < times.length; i++) {
            EncodedTime.write(out, times[i], 0);
            out.writeDouble(values[i]);
        }
        return out.toBytes();
    }
}
