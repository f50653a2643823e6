package io.vigie.application.kind;

import io.vavr.control.Option;
import io.vavr.control.Validation;

/**
 * An option of a source or sink. Several are put together by {@code Validation.combine(…).ap(…)}, so that all that is wrong
 * is told at once.
 *
 * @param given what the file says, where it says something: a value, or what is wrong with it
 * @param missing what is wrong where it must say something
 */
public record PlanOption<T>(Option<Validation<OptionProblem, T>> given, OptionProblem missing) {

    /** It must be given. */
    public Validation<OptionProblem, T> required() {
        return given.getOrElse(() -> Validation.invalid(missing));
    }

    /** Where it is not given, it is this. */
    public Validation<OptionProblem, T> orElse(T otherwise) {
        return given.getOrElse(() -> Validation.valid(otherwise));
    }

    /** It may be left out. */
    public Validation<OptionProblem, Option<T>> orNone() {
        return given.map(value -> value.map(Option::some)).getOrElse(() -> Validation.valid(Option.none()));
    }
}
