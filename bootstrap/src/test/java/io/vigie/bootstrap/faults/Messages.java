package io.vigie.bootstrap.faults;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** A few messages, where no simulated fleet is needed. */
final class Messages {

    private Messages() {}

    /** Readings of a boiler, a second apart; each has its number as its value. */
    static List<byte[]> readings(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> bytes("""
                        {"deviceId":"boiler-1","metric":"temperature","value":%d,"unit":"celsius",\
                        "timestamp":"2026-01-01T00:%02d:%02dZ"}""".formatted(number, number / 60, number % 60)))
                .toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whatever bytes they are. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
