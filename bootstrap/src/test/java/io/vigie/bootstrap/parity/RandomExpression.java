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
        return switch (random.nextInt(14)) {
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
        return switch (random.nextInt(depth > 0 ? 20 : 13)) {
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
            case 13 -> "-" + quantity(depth - 1);
            case 14 -> "abs(" + quantity(depth - 1) + ")";
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
