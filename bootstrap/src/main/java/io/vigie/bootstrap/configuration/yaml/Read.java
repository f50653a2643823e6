package io.vigie.bootstrap.configuration.yaml;

import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Function6;
import io.vavr.Function7;
import io.vavr.Function8;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What was read of a part of a file: a value, or all that keeps it from being one. Problems that are told elsewhere
 * already need not be told again, so that without a value there may be none.
 */
public final class Read<T> {

    private final Either<Seq<ConfigurationProblem>, T> outcome;

    private Read(Either<Seq<ConfigurationProblem>, T> outcome) {
        this.outcome = outcome;
    }

    public static <T> Read<T> value(T value) {
        return new Read<>(Either.right(value));
    }

    public static <T> Read<T> problem(ConfigurationProblem problem) {
        return problems(List.of(problem));
    }

    public static <T> Read<T> problems(Seq<ConfigurationProblem> problems) {
        return new Read<>(Either.left(problems));
    }

    /** What a parser gives, or a check of the domain: a value, or what is wrong, each of which is a problem here. */
    public static <D, T> Read<T> of(Either<? extends Seq<D>, T> checked, Function<D, ConfigurationProblem> problem) {
        return new Read<>(checked.mapLeft(defects -> defects.map(problem)));
    }

    /** Each of them read; the problems are those of all. */
    public static <A, T> Read<Seq<T>> each(Iterable<A> them, Function<? super A, Read<T>> reader) {
        Seq<Read<T>> read = List.ofAll(them).map(reader);
        return all(read, () -> read.map(Read::get));
    }

    /** The parts put together; the problems are those of all, in the order of the parts. */
    public static <A, B, T> Read<T> together(Read<A> a, Read<B> b, Function2<A, B, T> whole) {
        return all(List.of(a, b), () -> whole.apply(a.get(), b.get()));
    }

    /** The same of three. */
    public static <A, B, C, T> Read<T> together(Read<A> a, Read<B> b, Read<C> c, Function3<A, B, C, T> whole) {
        return all(List.of(a, b, c), () -> whole.apply(a.get(), b.get(), c.get()));
    }

    /** The same of four. */
    public static <A, B, C, D, T> Read<T> together(
            Read<A> a, Read<B> b, Read<C> c, Read<D> d, Function4<A, B, C, D, T> whole) {
        return all(List.of(a, b, c, d), () -> whole.apply(a.get(), b.get(), c.get(), d.get()));
    }

    /** The same of five. */
    public static <A, B, C, D, E, T> Read<T> together(
            Read<A> a, Read<B> b, Read<C> c, Read<D> d, Read<E> e, Function5<A, B, C, D, E, T> whole) {
        return all(List.of(a, b, c, d, e), () -> whole.apply(a.get(), b.get(), c.get(), d.get(), e.get()));
    }

    /** The same of six. */
    public static <A, B, C, D, E, F, T> Read<T> together(
            Read<A> a, Read<B> b, Read<C> c, Read<D> d, Read<E> e, Read<F> f, Function6<A, B, C, D, E, F, T> whole) {
        return all(List.of(a, b, c, d, e, f), () -> whole.apply(a.get(), b.get(), c.get(), d.get(), e.get(), f.get()));
    }

    /** The same of seven. */
    public static <A, B, C, D, E, F, G, T> Read<T> together(
            Read<A> a,
            Read<B> b,
            Read<C> c,
            Read<D> d,
            Read<E> e,
            Read<F> f,
            Read<G> g,
            Function7<A, B, C, D, E, F, G, T> whole) {
        return all(
                List.of(a, b, c, d, e, f, g),
                () -> whole.apply(a.get(), b.get(), c.get(), d.get(), e.get(), f.get(), g.get()));
    }

    /** The same of eight. */
    public static <A, B, C, D, E, F, G, H, T> Read<T> together(
            Read<A> a,
            Read<B> b,
            Read<C> c,
            Read<D> d,
            Read<E> e,
            Read<F> f,
            Read<G> g,
            Read<H> h,
            Function8<A, B, C, D, E, F, G, H, T> whole) {
        return all(
                List.of(a, b, c, d, e, f, g, h),
                () -> whole.apply(a.get(), b.get(), c.get(), d.get(), e.get(), f.get(), g.get(), h.get()));
    }

    private static <T> Read<T> all(Seq<? extends Read<?>> parts, Supplier<T> whole) {
        return parts.forAll(Read::isValue) ? value(whole.get()) : problems(parts.flatMap(Read::problems));
    }

    private boolean isValue() {
        return outcome.isRight();
    }

    public <U> Read<U> map(Function<? super T, ? extends U> mapper) {
        return new Read<>(outcome.map(mapper));
    }

    /** What comes of the value, which may have problems of its own. */
    public <U> Read<U> flatMap(Function<? super T, Read<U>> mapper) {
        return outcome.fold(Read::problems, mapper);
    }

    /** The value, unless something is wrong with it. */
    public Read<T> checked(Function<? super T, Seq<ConfigurationProblem>> check) {
        return flatMap(value -> withProblems(check.apply(value)));
    }

    /** The same with these problems before its own; there is a value only without any. */
    public Read<T> withProblems(Seq<ConfigurationProblem> problems) {
        return problems.isEmpty() ? this : problems(problems.appendAll(problems()));
    }

    /** What keeps it from being a value; none where it is one. */
    public Seq<ConfigurationProblem> problems() {
        return outcome.fold(problems -> problems, value -> List.empty());
    }

    public Option<T> toOption() {
        return outcome.toOption();
    }

    public T getOrElse(T otherwise) {
        return outcome.getOrElse(otherwise);
    }

    public Either<Seq<ConfigurationProblem>, T> toEither() {
        return outcome;
    }

    /** The same with each problem once, those of this file first, then those of others, by position. */
    public Read<T> inOrder(String firstFile) {
        return new Read<>(outcome.mapLeft(problems -> problems.distinct()
                .sorted(Comparator.comparing((ConfigurationProblem problem) ->
                                !problem.file().equals(firstFile))
                        .thenComparing(ConfigurationProblem::file)
                        .thenComparingInt(ConfigurationProblem::line)
                        .thenComparingInt(ConfigurationProblem::column))));
    }

    private T get() {
        return outcome.get();
    }
}
