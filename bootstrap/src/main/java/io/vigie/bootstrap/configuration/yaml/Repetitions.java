package io.vigie.bootstrap.configuration.yaml;

import io.vavr.Tuple;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** Finds what is said again where it may be said once. */
public final class Repetitions {

    private Repetitions() {}

    /**
     * A problem at each scalar whose text an earlier one has.
     *
     * @param problem what to tell of the text, and of the line on which it stands first
     */
    public static Seq<ConfigurationProblem> among(Seq<YamlNode> nodes, BiFunction<String, Integer, String> problem) {
        Map<String, Integer> firstLines = new HashMap<>();
        return nodes.flatMap(node -> node.written().map(text -> Tuple.of(node, text)))
                .flatMap(found -> Option.of(firstLines.putIfAbsent(
                                found._2, found._1.position().line()))
                        .map(line -> found._1.problem(problem.apply(found._2, line))));
    }
}
