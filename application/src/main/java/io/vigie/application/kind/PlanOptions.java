package io.vigie.application.kind;

import io.vavr.control.Either;
import io.vigie.application.plan.SettingValue;
import java.time.Duration;
import java.util.function.Function;

/** What a pipeline file says of a source or sink, option by option. References such as {@code ${env:NAME}} are resolved. */
public interface PlanOptions {

    /** Text, not empty. */
    PlanOption<String> text(String name);

    /** A whole number within these bounds, both included. */
    PlanOption<Long> wholeNumber(String name, long least, long most);

    /** {@code true} or {@code false}. */
    PlanOption<Boolean> trueOrFalse(String name);

    /** A duration such as {@code 30s}, not negative. */
    PlanOption<Duration> duration(String name);

    /**
     * A path, absolute or from the directory of the file on; or a URI. The first path that is asked for is where the source
     * or sink lies: it must not lie in that of another.
     */
    PlanOption<String> path(String name);

    /** A secret, which the file does not hold itself: it refers to it. */
    PlanOption<SettingValue> secret(String name);

    /**
     * Anything else.
     *
     * @param expected what belongs here, a noun with an example where one helps
     * @param parser reads its text, or answers with a sentence on what is wrong with it
     */
    <T> PlanOption<T> parsed(String name, String expected, Function<String, Either<String, T>> parser);

    /** Something that is wrong with an option: its place is told with it, or that of all options where it is not given. */
    OptionProblem problem(String name, String message);
}
