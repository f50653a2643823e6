package io.vigie.application.decoding;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes messages up: good ones, ones with defects, and ones with bytes changed until little of them is JSON. */
final class RandomMessages {

    private static final String[] TEXTS = {
        "",
        "boiler-7",
        "temperature",
        "é",
        "漢字",
        "😀",
        "a b",
        "x".repeat(255),
        "é".repeat(256),
        "y".repeat(257),
        "urn:dev:1",
        "\u007f",
        "\u2028",
        "\uFEFF",
        "deviceId",
        "/",
        "~"
    };
    private static final String[] TIMES = {
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.010Z",
        "2026-01-01t00:00z",
        "2026-02-29 12:34:56.123456789+05:30",
        "2024-02-29T23:59:59-0800",
        "0001-01-01T00:00:00Z",
        "0000-12-31T23:59:59Z",
        "9999-12-31T23:59:59.999999Z",
        "9999-12-31T23:59:59-01",
        "2026-01-01T00:00:60Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:00",
        "2026-01-01",
        "2026-13-01T00:00:00Z",
        "2026-01-01T00:00:00+19:00",
        "2026-01-01T00:00:00.Z",
        "yesterday",
        ""
    };
    private static final String[] SCRAPS = {
        "\"", "\\", "{", "}", "[", "]", ",", ":", "\\u0041", "\\ud83d\\ude00", "\\ud800", "\\udc00", "\\x", "NaN",
                "Infinity",
        "-Infinity", "null", "true", "false", "1e400", "-", ".", "e", "0", "\u0000", "\n", " ", "\uFEFF", "é", "😀",
        "\"value\":", "\"tags\":{", "\"v\":", "[[[[[[[[[[", "\"a_\":1,", "//", "#", "'", "\t", "\r", "1", "9"
    };
    private static final int[] BYTES = {
        0x00, 0x1F, 0x22, 0x5C, 0x7F, 0x80, 0xBF, 0xC0, 0xC3, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xFF
    };

    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    byte[] flat() {
        List<String> members = new ArrayList<>();
        member(members, "deviceId", mostly(text()));
        member(members, "metric", mostly(text()));
        member(members, "value", mostly(notFinite(number())));
        member(members, "timestamp", mostly(time()));
        if (chance(50)) {
            member(members, "unit", mostly(text()));
        }
        if (chance(50)) {
            member(members, "tags", mostly(tags()));
        }
        return finished(members);
    }

    byte[] wide() {
        List<String> members = new ArrayList<>();
        member(members, "deviceId", mostly(text()));
        member(members, "timestamp", mostly(time()));
        if (chance(50)) {
            member(members, "tags", mostly(tags()));
        }
        for (int i = random.nextInt(25); i > 0; i--) {
            member(members, chance(97) ? "m" + i : "m1", notFinite(number()));
        }
        return finished(members);
    }

    byte[] senMl() {
        List<String> records = new ArrayList<>();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            List<String> members = new ArrayList<>();
            some(members, 25, "bn", "\"" + pick("urn:dev:", "d", "d/", "", ":", "a b") + "\"");
            some(members, 20, "bt", pick("1320067464", "1.32e9", "0", "-5", "268435450", number()));
            some(members, 15, "bu", mostly("\"" + pick("Cel", "%RH", "") + "\""));
            some(members, 10, "bv", pick("20", "-1.5", "1e308", number()));
            some(members, 5, "bver", pick("5", "10", "1e1", "11", "0", "5.5", "null"));
            some(members, 10, "bs", number());
            some(members, 85, "n", mostly("\"" + pick("a", "temp", "b-1", "_x", "", "a b", "/y") + "\""));
            some(members, 50, "u", mostly("\"" + pick("Cel", "lon", "lat", "") + "\""));
            some(members, 80, "v", mostly(notFinite(number())));
            some(members, 10, "vb", mostly(pick("true", "false")));
            some(members, 5, "vs", mostly(text()));
            some(members, 5, "vd", mostly(text()));
            some(members, 10, "s", number());
            some(members, 30, "t", mostly(pick("1", "-0.1234567", "268435456", "1e3", "1e20", number())));
            some(members, 10, "ut", number());
            some(members, 2, "must_", "1");
            some(members, 10, "extra", value(2));
            Collections.shuffle(members, random);
            records.add(object(members));
        }
        return changed(spaced("[" + String.join(",", records) + "]"));
    }

    private byte[] finished(List<String> members) {
        while (chance(30)) {
            member(members, pick("a", "b", "extra", "", "é", "device", "valu"), value(3));
        }
        if (chance(5)) {
            members.add(members.get(random.nextInt(members.size())));
        }
        if (chance(15)) {
            members.remove(random.nextInt(members.size()));
        }
        Collections.shuffle(members, random);
        return changed(spaced(object(members)));
    }

    /** The text as bytes: two thirds as it is, the rest with up to five changes. */
    private byte[] changed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = chance(66) ? 0 : 1 + random.nextInt(5); i > 0; i--) {
            int at = random.nextInt(bytes.length + 1);
            bytes = switch (random.nextInt(6)) {
                case 0 -> spliced(bytes, at, at, pick(SCRAPS).getBytes(StandardCharsets.UTF_8));
                case 1 -> spliced(bytes, at, Math.min(bytes.length, at + 1), new byte[0]);
                case 2 ->
                    spliced(bytes, at, Math.min(bytes.length, at + 1), new byte[] {
                        (byte) BYTES[random.nextInt(BYTES.length)]
                    });
                case 3 ->
                    spliced(bytes, at, Math.min(bytes.length, at + 1), new byte[] {(byte) (32 + random.nextInt(95))});
                case 4 -> spliced(bytes, at, Math.min(bytes.length, at + random.nextInt(20)), new byte[0]);
                default -> chance(80) ? bytes : Arrays.copyOf(bytes, at);
            };
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        byte[] result = new byte[bytes.length - (to - from) + between.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(between, 0, result, from, between.length);
        System.arraycopy(bytes, to, result, from + between.length, bytes.length - to);
        return result;
    }

    private void some(List<String> members, int percent, String name, String value) {
        if (chance(percent)) {
            member(members, name, value);
        }
    }

    private void member(List<String> members, String name, String value) {
        members.add(quoted(name) + space() + ":" + space() + value);
    }

    private String object(List<String> members) {
        return "{" + space() + String.join(space() + "," + space(), members) + space() + "}";
    }

    private String spaced(String text) {
        return (chance(3) ? "\uFEFF" : "") + space() + text + space();
    }

    private String space() {
        return chance(90) ? "" : pick(" ", "\n", "\t", "\r\n", "  ");
    }

    /** The value of the right kind, or now and then any other. */
    private String mostly(String value) {
        return chance(95) ? value : value(2);
    }

    private String notFinite(String number) {
        return chance(97) ? number : pick("NaN", "Infinity", "-Infinity", "1e400");
    }

    private String text() {
        return quoted(pick(TEXTS));
    }

    private String time() {
        return chance(60)
                ? quoted(pick(TIMES))
                : pick(
                        "0",
                        "1767225600",
                        "\"1767225600010\"",
                        "1767225600010",
                        "1767225600010.5",
                        "-1",
                        "-62135596800000",
                        "-62135596800000.0001",
                        "2534023008e5",
                        "253402300799999.9999",
                        "1e-5",
                        "-1e-5",
                        number());
    }

    private String tags() {
        List<String> members = new ArrayList<>();
        for (int i = random.nextInt(chance(5) ? 30 : 4); i > 0; i--) {
            member(
                    members,
                    chance(98) ? "t" + i : "t1",
                    chance(95) ? pick(text(), number(), "true", "null") : value(1));
        }
        return object(members);
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> text();
            case 1 -> number();
            case 2 -> "null";
            case 3 -> "true";
            case 4 -> "false";
            case 5 -> {
                List<String> members = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    member(members, pick(TEXTS), value(depth - 1));
                }
                yield object(members);
            }
            default -> {
                List<String> items = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    items.add(value(depth - 1));
                }
                yield chance(99)
                        ? "[" + space() + String.join(",", items) + "]"
                        : "[".repeat(55 + random.nextInt(15)) + "1" + "]".repeat(55 + random.nextInt(15));
            }
        };
    }

    String number() {
        return switch (random.nextInt(9)) {
            case 0 -> String.valueOf(random.nextInt(1_000));
            case 1 -> String.valueOf(random.nextInt(2_000) / 10.0 - 100);
            case 2 -> String.valueOf(random.nextLong());
            case 3 -> String.valueOf(random.nextDouble());
            case 4 -> String.valueOf(random.nextGaussian() * 1e3);
            case 5 -> finite(Double.longBitsToDouble(random.nextLong()));
            case 6 -> (chance(50) ? "-" : "") + random.nextInt(10) + "." + digits(1 + random.nextInt(30));
            case 7 -> "1" + digits(random.nextInt(25)) + pick("e", "E") + pick("", "+", "-") + random.nextInt(40);
            default -> chance(98) ? "-0" + pick("", ".0", "e5") : "0." + digits(990 + random.nextInt(20));
        };
    }

    private static String finite(double number) {
        return Double.isFinite(number) ? String.valueOf(number) : "0";
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        boolean escaping = chance(10);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < ' ' || (escaping && chance(30))) {
                quoted.append(String.format(chance(50) ? "\\u%04x" : "\\u%04X", (int) character));
            } else if (character == '/' && chance(50)) {
                quoted.append("\\/");
            } else {
                quoted.append(character);
            }
        }
        return repaired(quoted.append('"').toString());
    }

    /** A surrogate pair of which only one half was escaped is no text: such a text is left unescaped. */
    private static String repaired(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))
                    && !(Character.isHighSurrogate(text.charAt(i)) && Character.isLowSurrogate(text.charAt(i + 1)))
                    && !(Character.isLowSurrogate(text.charAt(i)) && Character.isHighSurrogate(text.charAt(i - 1)))) {
                return "\"?\"";
            }
        }
        return text;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
