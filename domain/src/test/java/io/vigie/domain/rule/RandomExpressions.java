package io.vigie.domain.rule;

import io.vavr.collection.Array;
import io.vavr.control.Either;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.expression.Argument;
import io.vigie.domain.rule.expression.Call;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Function;
import io.vigie.domain.rule.expression.Outcome;
import io.vigie.domain.rule.expression.Parameter;
import io.vigie.domain.rule.expression.Quantity;
import io.vigie.domain.rule.expression.Subject;
import java.time.Duration;
import java.util.Random;

/** Trees of every shape, the same for the same seed. */
public final class RandomExpressions {

    private static final String[] NAMES = {
        "temperature",
        "pressure",
        "a.b_c1",
        "_x",
        "mean",
        "abs",
        "value",
        "and",
        "between",
        "oil temperature",
        "tick`ed``",
        "température",
        "1st",
        "a-b",
        "🔥",
        "line\nbreak",
        "e3",
        "NOT"
    };

    private final Random random;

    public RandomExpressions(long seed) {
        this.random = new Random(seed);
    }

    public Condition condition(int depth) {
        int kind = random.nextInt(depth > 0 ? 9 : 3);
        return switch (kind) {
            case 0 -> call(depth, Outcome.TRUTH).get();
            case 1 -> new Condition.Between(quantity(depth - 1), quantity(depth - 1), quantity(depth - 1));
            case 2, 3 ->
                new Condition.Comparison(quantity(depth - 1), pick(Condition.Operator.values()), quantity(depth - 1));
            case 4, 5 -> new Condition.And(condition(depth - 1), condition(depth - 1));
            case 6, 7 -> new Condition.Or(condition(depth - 1), condition(depth - 1));
            default -> new Condition.Not(condition(depth - 1));
        };
    }

    Quantity quantity(int depth) {
        int kind = random.nextInt(depth > 0 ? 16 : 9);
        return switch (kind) {
            case 0, 1, 2, 3, 4, 5 ->
                call(depth, Outcome.NUMBER, Outcome.SAME_SCALE, Outcome.WHOLE_NUMBER)
                        .getLeft();
            case 6, 7 -> new Quantity.Latest(subject());
            case 8 -> new Quantity.Constant(number());
            case 9, 10 -> new Quantity.Negation(quantity(depth - 1));
            default ->
                new Quantity.Arithmetic(quantity(depth - 1), pick(Quantity.Operation.values()), quantity(depth - 1));
        };
    }

    /** A call of any function that comes to one of these. */
    private Either<Quantity, Condition> call(int depth, Outcome... outcomes) {
        Function function = pick(Array.of(Function.values())
                .filter(any -> Array.of(outcomes).contains(any.outcome()))
                .filter(any -> depth > 0
                        || !any.parameters()
                                .exists(parameter ->
                                        parameter == Parameter.QUANTITY || parameter == Parameter.CONDITION))
                .toJavaArray(Function[]::new));
        return new Call(function, function.parameters().map(parameter -> argument(parameter, depth))).node();
    }

    private Argument argument(Parameter parameter, int depth) {
        return switch (parameter) {
            case METRIC -> subject();
            case SPAN -> new Argument.Span(span());
            case PERCENT -> new Argument.Literal(random.nextInt(1001) / 10.0);
            case WEIGHT -> new Argument.Literal((1 + random.nextInt(998)) / 1000.0);
            case QUANTITY -> quantity(depth - 1);
            case CONDITION -> condition(depth - 1);
        };
    }

    double number() {
        double number = switch (random.nextInt(4)) {
            case 0 -> random.nextInt(200) - 100;
            case 1 -> (random.nextInt(20_000) - 10_000) / 100.0;
            case 2 -> random.nextLong();
            default -> Double.longBitsToDouble(random.nextLong());
        };
        return Double.isFinite(number) ? number : 0;
    }

    Subject subject() {
        return random.nextInt(3) == 0 ? new Subject.Own() : new Subject.Named(new Metric(pick(NAMES)));
    }

    Duration span() {
        long unit = pick(new Long[] {1L, 1_000L, 60_000L, 3_600_000L, 86_400_000L});
        return Duration.ofMillis(unit * (1 + random.nextInt(366)));
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
