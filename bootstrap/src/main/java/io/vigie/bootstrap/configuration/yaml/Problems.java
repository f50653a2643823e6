package io.vigie.bootstrap.configuration.yaml;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import java.util.Comparator;
import java.util.function.Function;

/** Lists of problems, and how results that carry them are put together. */
public final class Problems {

    private Problems() {}

    /** A result that is one problem. */
    static <T> Validation<Seq<ConfigurationProblem>, T> of(ConfigurationProblem problem) {
        return Validation.invalid(List.of(problem));
    }

    /** What {@link Validation#combine} gives, with one list of problems instead of a list of lists. */
    public static <T> Validation<Seq<ConfigurationProblem>, T> flatten(
            Validation<Seq<Seq<ConfigurationProblem>>, T> combined) {
        return combined.mapError(lists -> lists.flatMap(Function.identity()));
    }

    /** The result with further problems; it is good only without any. */
    public static <T> Validation<Seq<ConfigurationProblem>, T> with(
            Seq<ConfigurationProblem> problems, Validation<Seq<ConfigurationProblem>, T> result) {
        return problems.isEmpty() ? result : Validation.invalid(result.fold(problems::appendAll, value -> problems));
    }

    /** Each once, those of the first file first, then by position. */
    public static Seq<ConfigurationProblem> inOrder(String firstFile, Seq<ConfigurationProblem> problems) {
        return problems.distinct()
                .sorted(Comparator.comparing((ConfigurationProblem problem) ->
                                !problem.file().equals(firstFile))
                        .thenComparing(ConfigurationProblem::file)
                        .thenComparingInt(ConfigurationProblem::line)
                        .thenComparingInt(ConfigurationProblem::column));
    }
}
