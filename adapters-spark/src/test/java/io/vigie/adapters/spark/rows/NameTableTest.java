package io.vigie.adapters.spark.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.application.decoding.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameTableTest {

    private final List<String> made = new ArrayList<>();
    private final NameTable<ReadingChunkWriter> table = new NameTable<>(1024, device -> {
        made.add(device.toString());
        return new ReadingChunkWriter(device.toString(), metric -> {
            throw new AssertionError("no reading is added here");
        });
    });

    @Test
    void aDeviceHasOneWriterWhereverItsNameLies() {
        ReadingChunkWriter first = table.of(slice("boiler-1"));

        assertThat(table.of(within("{\"deviceId\":\"boiler-1\"}", 13, 8))).isSameAs(first);
        assertThat(first.device()).isEqualTo("boiler-1");
        assertThat(made).containsExactly("boiler-1");
    }

    @Test
    void namesThatBeginAlikeAreOtherDevices() {
        ReadingChunkWriter one = table.of(slice("boiler-1"));

        assertThat(table.of(slice("boiler-11"))).isNotSameAs(one);
        assertThat(table.of(slice("boiler-"))).isNotSameAs(one);
        assertThat(table.of(slice("boiler-2"))).isNotSameAs(one);
    }

    @Test
    void thousandsOfDevicesAreAllFoundAgainInTheOrderOfTheirFirstReadings() {
        List<ReadingChunkWriter> writers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            names.add("device-é-" + i);
            writers.add(table.of(slice("device-é-" + i)));
        }

        for (int i = 0; i < names.size(); i++) {
            assertThat(table.of(slice(names.get(i)))).isSameAs(writers.get(i));
        }
        assertThat(table.all()).isEqualTo(writers);
        assertThat(made).isEqualTo(names);
    }

    @Test
    void aNameOutlivesTheBufferItCameIn() {
        byte[] buffer = "pump-7".getBytes(StandardCharsets.UTF_8);
        Slice slice = new Slice();
        slice.set(buffer, 0, buffer.length);
        ReadingChunkWriter pump = table.of(slice);
        buffer[5] = '8';

        assertThat(table.of(slice("pump-7"))).isSameAs(pump);
        assertThat(table.of(slice("pump-8"))).isNotSameAs(pump);
    }

    private static Slice slice(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Slice slice = new Slice();
        slice.set(bytes, 0, bytes.length);
        return slice;
    }

    private static Slice within(String text, int from, int length) {
        Slice slice = new Slice();
        slice.set(text.getBytes(StandardCharsets.UTF_8), from, length);
        return slice;
    }
}
