package io.vigie.bootstrap.parity;

import java.util.List;
import java.util.Random;

/**
 * Conditions by chance, as people write them: every operator and every function. Most compare something with a limit
 * that it is often on either side of; the others are any shape that the grammar has.
 */
final class RandomExpression {

    private static final List<String> METRICS = List.of("value", "value", "temperature", "pressure", "`oil level`");
    private static final List<String> COMPARISONS = List.of(">", ">=", "<", "<=", "==", "!=");

    private final Random random;

    RandomExpression(Random random) {
        this.random = random;
    }

    String condition() {
        return condition(2);
    }

    private String condition(int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 8)) {
            case 0 -> "flatline(" + metric() + ", " + span() + ")";
            case 1 -> quantity(1) + " between " + quantity(0) + " and " + quantity(0);
            case 2 -> quantity(2) + " " + pick(COMPARISONS) + " " + quantity(1);
            case 8 -> "not (" + condition(depth - 1) + ")";
            case 9 -> "(" + condition(depth - 1) + ") and (" + condition(depth - 1) + ")";
            case 10 -> "(" + condition(depth - 1) + ") or (" + condition(depth - 1) + ")";
            case 11 -> "not " + limited() + " and " + limited() + " or " + limited();
            default -> limited();
        };
    }

    /** A function against a limit within its reach. */
    private String limited() {
        String compared = " " + pick(COMPARISONS) + " ";
        String metric = random.nextInt(4) == 0 ? "pressure" : "value";
        int least = metric.equals("value") ? 56 : 0;
        int range = metric.equals("value") ? 13 : 5;
        String level = Integer.toString(least + random.nextInt(range));
        return switch (random.nextInt(22)) {
            case 12 -> "increase(" + metric + ", " + span() + ")" + compared + random.nextInt(12);
            case 13 -> "resets(" + metric + ", " + span() + ")" + compared + random.nextInt(3);
            case 14 -> "previous(" + metric + ")" + compared + level;
            case 15 -> "age(pressure)" + compared + 5 * random.nextInt(8);
            case 16 -> "integral(" + metric + ", " + span() + ")" + compared + random.nextInt(100) / 100.0;
            case 17 -> "duration(" + metric + compared + level + ", " + span() + ") > " + 5 * random.nextInt(8);
            case 0 -> "rate(" + metric + ", " + span() + ")" + compared + (random.nextInt(9) - 4) / 10.0;
            case 1 -> "delta(" + metric + ")" + compared + (random.nextInt(9) - 4);
            case 2 -> "mean(" + metric + ", " + span() + ")" + compared + level;
            case 3 -> "min(" + metric + ", " + span() + ")" + compared + level;
            case 4 -> "max(" + metric + ", " + span() + ")" + compared + level;
            case 5 -> "sum(" + metric + ", " + span() + ")" + compared + (least + 2) * (1 + random.nextInt(5));
            case 6 -> "count(" + metric + ", " + span() + ")" + compared + random.nextInt(6);
            case 7 -> "stddev(" + metric + ", " + span() + ")" + compared + random.nextInt(50) / 10.0;
            case 8 ->
                "percentile(" + metric + ", " + random.nextInt(1001) / 10.0 + ", " + span() + ")" + compared + level;
            case 9 -> "zscore(" + metric + ", " + longSpan() + ")" + compared + (random.nextInt(31) - 15) / 10.0;
            case 10 -> "ewmean(" + metric + ", " + weight() + ")" + compared + level;
            case 11 -> "ewzscore(" + metric + ", " + weight() + ")" + compared + (random.nextInt(31) - 15) / 10.0;
            default -> metric + compared + level;
        };
    }

    private String quantity(int depth) {
        return switch (random.nextInt(depth > 0 ? 27 : 14)) {
            case 0 -> "delta(" + metric() + ")";
            case 1 -> "rate(" + metric() + ", " + span() + ")";
            case 2 ->
                pick(List.of("mean", "min", "max", "sum", "count", "stddev")) + "(" + metric() + ", " + span() + ")";
            case 3 -> "percentile(" + metric() + ", " + random.nextInt(101) + ", " + span() + ")";
            case 4 -> "zscore(" + metric() + ", " + longSpan() + ")";
            case 5 -> pick(List.of("ewmean", "ewzscore")) + "(" + metric() + ", " + weight() + ")";
            case 6, 7, 8, 9 -> metric();
            case 10, 11 -> Integer.toString(random.nextInt(70));
            case 12 -> Double.toString(random.nextInt(1000) / 100.0);
            case 13 -> pick(List.of("increase", "resets", "integral")) + "(" + metric() + ", " + span() + ")";
            case 14 -> "-" + quantity(depth - 1);
            case 15 -> "abs(" + quantity(depth - 1) + ")";
            case 16 -> pick(List.of("previous", "age")) + "(" + metric() + ")";
            case 17 ->
                pick(List.of("least", "greatest", "pow")) + "(" + quantity(depth - 1) + ", " + quantity(depth - 1)
                        + ")";
            case 18 -> pick(List.of("round", "sqrt", "ln", "exp")) + "(" + quantity(depth - 1) + ")";
            case 19 -> "if(" + condition(depth - 1) + ", " + quantity(depth - 1) + ", " + quantity(depth - 1) + ")";
            case 20 -> "duration(" + condition(depth - 1) + ", " + span() + ")";
            default ->
                "(" + quantity(depth - 1) + " " + pick(List.of("+", "-", "*", "/")) + " " + quantity(depth - 1) + ")";
        };
    }

    private String metric() {
        return pick(METRICS);
    }

    private String span() {
        return random.nextInt(5) == 0 ? "1m" : 5 * (1 + random.nextInt(12)) + "s";
    }

    private String longSpan() {
        return 2 + random.nextInt(4) + "m";
    }

    private double weight() {
        return (1 + random.nextInt(9)) / 10.0;
    }

    private String pick(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
