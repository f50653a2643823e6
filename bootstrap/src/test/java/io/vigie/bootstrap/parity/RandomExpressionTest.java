package io.vigie.bootstrap.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.rule.expression.Function;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomExpressionTest {

    @Test
    void everyFunctionAndEveryOperatorComesUp() {
        RandomExpression expressions = new RandomExpression(new Random(1));

        String all =
                IntStream.range(0, 1_000).mapToObj(i -> expressions.condition()).collect(Collectors.joining("\n"));

        assertThat(all)
                .contains(Stream.concat(
                                Arrays.stream(Function.values()).map(function -> function.word() + "("),
                                Stream.of(
                                        " and ",
                                        " or ",
                                        "not ",
                                        " > ",
                                        " >= ",
                                        " < ",
                                        " <= ",
                                        " == ",
                                        " != ",
                                        " between ",
                                        " + ",
                                        " - ",
                                        " * ",
                                        " / ",
                                        "`"))
                        .toArray(String[]::new));
    }
}
