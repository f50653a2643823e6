package io.vigie.domain.monitor;

import io.vavr.control.Option;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.expression.Call;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Function;
import io.vigie.domain.rule.expression.Quantity;
import io.vigie.domain.rule.expression.Subject;
import io.vigie.domain.rule.language.ExpressionParser;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What an expression comes to on a reading, by the whole history up to it; null is undefined. */
final class OracleValues {

    private final List<Sent> readings;
    private final Option<Metric> own;

    OracleValues(List<Sent> readings, Option<String> own) {
        this.readings = readings;
        this.own = own.map(Metric::new);
    }

    /** What a function comes to at the latest reading, looked at from a time after it; not a number where undefined. */
    double valueNow(String call, long now) {
        List<Sent> seen = new ArrayList<>(readings);
        seen.add(new Sent(now, "nothing", 0));
        Quantity quantity =
                ((Condition.Comparison) ExpressionParser.parse(call + " > 0").get()).left();
        Double value = quantity.interpret(new OracleValues(seen, own.map(Metric::name)).new Numbers(seen.size() - 1));
        return value == null ? Double.NaN : value;
    }

    @Nullable
    Boolean truth(Condition condition, int reading) {
        return condition.interpret(new Truths(reading));
    }

    private static double halfUp(double number) {
        return new BigDecimal(number)
                .add(new BigDecimal("0.5"))
                .setScale(0, RoundingMode.FLOOR)
                .doubleValue();
    }

    private final class Truths implements Condition.Algebra<@Nullable Boolean> {
        private final int reading;
        private final Numbers numbers;

        Truths(int reading) {
            this.reading = reading;
            numbers = new Numbers(reading);
        }

        @Override
        public @Nullable Boolean comparison(Condition.Comparison node) {
            Double left = node.left().interpret(numbers);
            Double right = node.right().interpret(numbers);
            if (left == null || right == null) {
                return null;
            }
            double a = left;
            double b = right;
            return switch (node.operator()) {
                case GREATER -> a > b;
                case GREATER_OR_EQUAL -> a >= b;
                case LESS -> a < b;
                case LESS_OR_EQUAL -> a <= b;
                case EQUAL -> a == b;
                case NOT_EQUAL -> a != b;
            };
        }

        @Override
        public @Nullable Boolean between(Condition.Between node) {
            Double value = node.quantity().interpret(numbers);
            Double low = node.low().interpret(numbers);
            Double high = node.high().interpret(numbers);
            return (value == null || low == null || high == null) ? null : (value >= low && value <= high);
        }

        @Override
        public @Nullable Boolean and(Condition.And node) {
            Boolean left = node.left().interpret(this);
            Boolean right = node.right().interpret(this);
            if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
                return false;
            }
            return (left == null || right == null) ? null : true;
        }

        @Override
        public @Nullable Boolean or(Condition.Or node) {
            Boolean left = node.left().interpret(this);
            Boolean right = node.right().interpret(this);
            if (Boolean.TRUE.equals(left) || Boolean.TRUE.equals(right)) {
                return true;
            }
            return (left == null || right == null) ? null : false;
        }

        @Override
        public @Nullable Boolean not(Condition.Not node) {
            Boolean operand = node.operand().interpret(this);
            return operand == null ? null : !operand;
        }

        @Override
        public @Nullable Boolean call(Condition.Called node) {
            Call call = node.call();
            if (call.function() != Function.FLATLINE) {
                throw new IllegalStateException("What " + call + " comes to is not told here.");
            }
            long now = readings.get(reading).time();
            List<Sent> all = numbers.upTo(call.subjects().head());
            int first = all.size();
            while (first > 0
                    && all.get(first - 1).value() == all.get(all.size() - 1).value()) {
                first--;
            }
            return first < all.size()
                    && all.get(first).time()
                            <= now - Microseconds.of(call.span().get());
        }
    }

    private final class Numbers implements Quantity.Algebra<@Nullable Double> {
        private final int reading;

        Numbers(int reading) {
            this.reading = reading;
        }

        /** The readings of a metric up to the one that is looked at. */
        List<Sent> upTo(Subject subject) {
            String metric = subject.in(own).get().name();
            return readings.subList(0, reading + 1).stream()
                    .filter(sent -> sent.metric().equals(metric))
                    .toList();
        }

        /** Those of them in {@code (t - span, t]}. */
        private List<Sent> in(Duration span, Subject subject) {
            long after = readings.get(reading).time() - Microseconds.of(span);
            return upTo(subject).stream().filter(sent -> sent.time() > after).toList();
        }

        private static double[] valuesOf(List<Sent> sent) {
            return sent.stream().mapToDouble(Sent::value).toArray();
        }

        private static double[] sorted(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return sorted;
        }

        private static double sum(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum;
        }

        private static double mean(double[] values) {
            return sum(values) / values.length;
        }

        private static @Nullable Double deviation(double[] values) {
            if (values.length < 2) {
                return null;
            }
            double mean = mean(values);
            double squares = 0;
            for (double value : values) {
                squares += Math.pow(value - mean, 2);
            }
            return Math.sqrt(squares / (values.length - 1));
        }

        @Override
        public Double constant(Quantity.Constant node) {
            return node.value();
        }

        @Override
        public @Nullable Double latest(Quantity.Latest node) {
            List<Sent> all = upTo(node.subject());
            return all.isEmpty() ? null : all.get(all.size() - 1).value();
        }

        @Override
        public @Nullable Double arithmetic(Quantity.Arithmetic node) {
            Double left = node.left().interpret(this);
            Double right = node.right().interpret(this);
            if (left == null || right == null) {
                return null;
            }
            return switch (node.operation()) {
                case PLUS -> left + right;
                case MINUS -> left - right;
                case TIMES -> left * right;
                case DIVIDED_BY -> right == 0 ? null : Double.valueOf(left / right);
            };
        }

        @Override
        public @Nullable Double negation(Quantity.Negation node) {
            Double operand = node.operand().interpret(this);
            return operand == null ? null : Double.valueOf(-operand);
        }

        @Override
        public @Nullable Double call(Quantity.Called node) {
            Call call = node.call();
            return switch (call.function()) {
                case ABS -> absolute((Quantity) call.arguments().head());
                case DELTA -> delta(call);
                case PREVIOUS -> previous(call);
                case AGE -> age(call);
                case INCREASE -> increase(call);
                case RESETS -> resets(call);
                case INTEGRAL -> integral(call);
                case DURATION -> duration(call);
                case LEAST -> ofBoth(call, (a, b) -> a < b ? a : b);
                case GREATEST -> ofBoth(call, (a, b) -> a > b ? a : b);
                case POW -> ofBoth(call, StrictMath::pow);
                case ROUND -> ofOne(call, OracleValues::halfUp);
                case SQRT -> ofOne(call, StrictMath::sqrt);
                case LN -> ofOne(call, StrictMath::log);
                case EXP -> ofOne(call, StrictMath::exp);
                case IF -> choice(call);
                case RATE -> rate(call);
                case COUNT -> Double.valueOf(values(call).length);
                case MEAN -> values(call).length == 0 ? null : Double.valueOf(mean(values(call)));
                case SUM -> values(call).length == 0 ? null : Double.valueOf(sum(values(call)));
                case MIN -> values(call).length == 0 ? null : Double.valueOf(sorted(values(call))[0]);
                case MAX ->
                    values(call).length == 0 ? null : Double.valueOf(sorted(values(call))[values(call).length - 1]);
                case STDDEV -> deviation(values(call));
                case PERCENTILE -> percentile(call);
                case ZSCORE -> zScore(call);
                case EWMEAN -> weightedMean(call);
                case EWZSCORE -> weightedZScore(call);
                case FLATLINE -> throw new IllegalStateException(call + " is a condition.");
            };
        }

        private double[] values(Call call) {
            return valuesOf(inSpan(call));
        }

        private List<Sent> inSpan(Call call) {
            return in(call.span().get(), call.subjects().head());
        }

        private List<Sent> upTo(Call call) {
            return upTo(call.subjects().head());
        }

        private @Nullable Double absolute(Quantity of) {
            Double operand = of.interpret(this);
            return operand == null ? null : Double.valueOf(Math.abs(operand));
        }

        private @Nullable Double delta(Call call) {
            List<Sent> all = upTo(call);
            int size = all.size();
            return size < 2
                    ? null
                    : Double.valueOf(
                            all.get(size - 1).value() - all.get(size - 2).value());
        }

        private @Nullable Double previous(Call call) {
            List<Sent> all = upTo(call);
            return all.size() < 2
                    ? null
                    : Double.valueOf(all.get(all.size() - 2).value());
        }

        private @Nullable Double age(Call call) {
            List<Sent> all = upTo(call);
            return all.isEmpty()
                    ? null
                    : Double.valueOf((now() - all.get(all.size() - 1).time()) / 1_000_000.0);
        }

        private long now() {
            return readings.get(reading).time();
        }

        private boolean isInSpan(Sent sent, Call call) {
            return sent.time() > now() - Microseconds.of(call.span().get());
        }

        private @Nullable Double increase(Call call) {
            List<Sent> all = upTo(call);
            BigDecimal sum = null;
            for (int i = 1; i < all.size(); i++) {
                if (isInSpan(all.get(i), call)) {
                    sum = (sum == null ? BigDecimal.ZERO : sum).add(added(all, i));
                }
            }
            return sum == null ? null : finite(sum.doubleValue());
        }

        /** What a reading added to the one before it. */
        private BigDecimal added(List<Sent> all, int i) {
            BigDecimal value = exact(all, i);
            for (int fall = 1; fall < all.size(); fall++) {
                if (isFall(all, fall) && isUndone(all, fall) && fall <= i && i <= rise(all, fall)) {
                    return i == rise(all, fall) ? value.subtract(exact(all, fall - 1)) : BigDecimal.ZERO;
                }
            }
            return isFall(all, i) ? value : value.subtract(exact(all, i - 1));
        }

        private static BigDecimal exact(List<Sent> all, int i) {
            return new BigDecimal(all.get(i).value());
        }

        private static boolean isFall(List<Sent> all, int i) {
            return all.get(i).value() < all.get(i - 1).value();
        }

        /** The first reading after a fall that rises; the number of readings where none is known. */
        private static int rise(List<Sent> all, int fall) {
            int rise = fall + 1;
            while (rise < all.size()
                    && all.get(rise).value() <= all.get(rise - 1).value()) {
                rise++;
            }
            return rise;
        }

        private static boolean isUndone(List<Sent> all, int fall) {
            int rise = rise(all, fall);
            return rise < all.size()
                    && all.get(rise).value() >= all.get(fall - 1).value();
        }

        private Double resets(Call call) {
            List<Sent> all = upTo(call);
            double count = 0;
            for (int i = 1; i < all.size(); i++) {
                if (isInSpan(all.get(i), call) && isFall(all, i) && !isUndone(all, i)) {
                    count++;
                }
            }
            return count;
        }

        private @Nullable Double integral(Call call) {
            List<Sent> all = inSpan(call);
            if (all.size() < 2) {
                return null;
            }
            BigDecimal twice = BigDecimal.ZERO;
            for (int i = 1; i < all.size(); i++) {
                twice = twice.add(exact(all, i)
                        .add(exact(all, i - 1))
                        .multiply(BigDecimal.valueOf(
                                all.get(i).time() - all.get(i - 1).time())));
            }
            return finite(twice.divide(BigDecimal.valueOf(7_200_000_000L), new MathContext(1_200))
                    .doubleValue());
        }

        private Double duration(Call call) {
            Condition condition = call.measured().get();
            Set<String> metrics = Reads.subjectsOf(condition)
                    .flatMap(subject -> subject.in(own))
                    .map(Metric::name)
                    .toJavaSet();
            long from = now() - Microseconds.of(call.span().get());
            long sum = 0;
            boolean isTrue = false;
            long since = 0;
            for (int i = 0; i <= reading; i++) {
                if (metrics.contains(readings.get(i).metric())) {
                    sum += isTrue ? Math.max(0, readings.get(i).time() - Math.max(from, since)) : 0;
                    isTrue = Boolean.TRUE.equals(truth(condition, i));
                    since = readings.get(i).time();
                }
            }
            sum += isTrue ? now() - Math.max(from, since) : 0;
            return sum / 1_000_000.0;
        }

        private @Nullable Double operand(Call call, int place) {
            return ((Quantity) call.arguments().get(place)).interpret(this);
        }

        private @Nullable Double ofOne(Call call, DoubleUnaryOperator operator) {
            Double operand = operand(call, 0);
            return operand == null ? null : finite(operator.applyAsDouble(operand));
        }

        private @Nullable Double ofBoth(Call call, DoubleBinaryOperator operator) {
            Double first = operand(call, 0);
            Double second = operand(call, 1);
            return first == null || second == null ? null : finite(operator.applyAsDouble(first, second));
        }

        private @Nullable Double choice(Call call) {
            Boolean truth = OracleValues.this.truth((Condition) call.arguments().head(), reading);
            Double taken = truth == null ? null : operand(call, truth ? 1 : 2);
            return taken == null ? null : finite(taken);
        }

        private static @Nullable Double finite(double number) {
            return Double.isFinite(number) ? Double.valueOf(number) : null;
        }

        private @Nullable Double rate(Call call) {
            List<Sent> all = inSpan(call);
            if (all.isEmpty()) {
                return null;
            }
            Sent first = all.get(0);
            Sent last = all.get(all.size() - 1);
            double seconds = (last.time() - first.time()) / 1_000_000.0;
            return seconds == 0 ? null : Double.valueOf((last.value() - first.value()) / seconds);
        }

        private @Nullable Double percentile(Call call) {
            double[] sorted = sorted(values(call));
            if (sorted.length == 0) {
                return null;
            }
            double rank = (sorted.length - 1) * call.number().get() / 100;
            double low = sorted[(int) Math.floor(rank)];
            double high = sorted[(int) Math.ceil(rank)];
            return low + (high - low) * (rank - Math.floor(rank));
        }

        private @Nullable Double zScore(Call call) {
            List<Sent> all = inSpan(call);
            if (all.size() < 11) {
                return null;
            }
            double[] before = valuesOf(all.subList(0, all.size() - 1));
            Double deviation = deviation(before);
            return (deviation == null || deviation == 0)
                    ? null
                    : Double.valueOf((all.get(all.size() - 1).value() - mean(before)) / deviation);
        }

        private @Nullable Double weightedMean(Call call) {
            double[] values = valuesOf(upTo(call));
            return values.length == 0
                    ? null
                    : Double.valueOf(
                            weighted(values, values.length, call.number().get())[0]);
        }

        private @Nullable Double weightedZScore(Call call) {
            double[] values = valuesOf(upTo(call));
            if (values.length < 31) {
                return null;
            }
            double[] before = weighted(values, values.length - 1, call.number().get());
            return before[1] == 0
                    ? null
                    : Double.valueOf((values[values.length - 1] - before[0]) / Math.sqrt(before[1]));
        }

        /** Exponentially weighted mean and variance of the first so many values. */
        private static double[] weighted(double[] values, int count, double a) {
            double e = values[0];
            double v = 0;
            for (int i = 1; i < count; i++) {
                double x = values[i];
                v = (1 - a) * (v + a * (x - e) * (x - e));
                e = e + a * (x - e);
            }
            return new double[] {e, v};
        }
    }
}
