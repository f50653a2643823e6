package io.vigie.bootstrap.configuration.yaml;

import io.vavr.collection.Map;
import io.vavr.control.Either;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads what is said of the partitions of a topic or a hub, by their numbers. */
public final class Partitions {

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    private Partitions() {}

    public static <T> Read<Map<Integer, T>> read(YamlNode node, String expected, Function<YamlNode, Read<T>> value) {
        return node.byKey(expected, Partitions::number, value);
    }

    private static Either<String, Integer> number(String text) {
        return NUMBER.matcher(text).matches()
                ? Either.right(Integer.valueOf(text))
                : Either.left("expected a partition's number, such as 0, found " + Quoted.of(text));
    }
}
