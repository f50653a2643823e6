package io.vigie.bootstrap.configuration.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.List;
import io.vavr.control.Either;
import io.vavr.control.Option;
import org.junit.jupiter.api.Test;

class ReadTest {

    private static final Read<Integer> ONE = Read.value(1);
    private static final Read<Integer> TOLD_ELSEWHERE = Read.problems(List.empty());

    private static ConfigurationProblem problem(String file, int line, int column) {
        return new ConfigurationProblem(file, line, column, "wrong");
    }

    private static ConfigurationProblem onLine(int line) {
        return problem("a.yaml", line, 1);
    }

    private static Read<Integer> wrong(int... lines) {
        return Read.problems(List.ofAll(lines).map(ReadTest::onLine));
    }

    @Test
    void partsMakeAWholeOrHaveTheProblemsOfAllInTheirOrder() {
        assertThat(Read.together(ONE, Read.value(2), Integer::sum).toEither()).isEqualTo(Either.right(3));
        assertThat(Read.together(wrong(7, 3), ONE, wrong(5), (a, b, c) -> a).problems())
                .containsExactly(onLine(7), onLine(3), onLine(5));
        assertThat(Read.each(List.of(7, 3), line -> wrong(line)).problems()).containsExactly(onLine(7), onLine(3));
        assertThat(Read.each(List.of(7, 3), Read::value).toOption()).isEqualTo(Option.of(List.of(7, 3)));
    }

    @Test
    void whatIsWrongAndToldElsewhereIsNoValue() {
        assertThat(Read.together(ONE, TOLD_ELSEWHERE, Integer::sum).toOption()).isEmpty();
        assertThat(TOLD_ELSEWHERE.problems()).isEmpty();
    }

    @Test
    void aValueWithFurtherProblemsIsNoneAndTheyComeBeforeItsOwn() {
        assertThat(ONE.withProblems(List.empty())).isSameAs(ONE);
        assertThat(ONE.withProblems(List.of(onLine(1))).toOption()).isEmpty();
        assertThat(wrong(2).withProblems(List.of(onLine(9))).problems()).containsExactly(onLine(9), onLine(2));
    }

    @Test
    void aValueIsCheckedAndWhatIsNoneIsNot() {
        assertThat(ONE.checked(value -> List.of(onLine(value))).problems()).containsExactly(onLine(1));
        assertThat(ONE.checked(value -> List.empty()).getOrElse(0)).isEqualTo(1);
        assertThat(wrong(2).checked(value -> List.of(onLine(9))).problems()).containsExactly(onLine(2));
    }

    @Test
    void defectsBecomeProblemsEach() {
        assertThat(Read.of(Either.left(List.of(4, 2)), ReadTest::onLine).problems())
                .containsExactly(onLine(4), onLine(2));
    }

    @Test
    void problemsAreInOrderOnceAndThoseOfTheFirstFileFirst() {
        Read<Integer> read = Read.problems(List.of(
                problem("a.yaml", 2, 1), problem("b.yaml", 9, 9), problem("b.yaml", 9, 1), problem("a.yaml", 2, 1)));

        assertThat(read.inOrder("b.yaml").problems())
                .containsExactly(problem("b.yaml", 9, 1), problem("b.yaml", 9, 9), problem("a.yaml", 2, 1));
    }
}
