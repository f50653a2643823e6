package io.vigie.domain.rule.expression;

import io.vigie.domain.text.NumberText;
import java.util.Locale;
import java.util.Set;

/**
 * Writes expressions as people do: one canonical text a tree, with no parenthesis too many, that parses back to an
 * equal tree.
 */
public final class Expressions {

    /** The rule's own metric, in expressions. */
    public static final String OWN = "value";

    /** Words that are no metric's name unless in backticks. */
    public static final Set<String> KEYWORDS = Set.of("and", "or", "not", "between");

    private static final Set<String> TRUTH_VALUES = Set.of("true", "false");

    private Expressions() {}

    public static String print(Condition condition) {
        return condition.interpret(new Printer()).toString();
    }

    public static String print(Quantity quantity) {
        return quantity.interpret(new Printer()).toString();
    }

    /** A metric's name as expressions have it: in backticks where it could be taken for something else. */
    public static String quoted(String metricName) {
        return isPlainName(metricName) ? metricName : "`" + metricName.replace("`", "``") + "`";
    }

    /** The number as expressions have it: as people write it, and large and small ones as short as that goes. */
    public static String print(double number) {
        return NumberText.of(number).replace(".0E", "E").replace('E', 'e');
    }

    /** Whether it is a word that people write for a boolean, which is no metric's name unless in backticks. */
    public static boolean isTruthValue(String name) {
        return TRUTH_VALUES.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isPlainName(String name) {
        if (name.equals(OWN) || KEYWORDS.contains(name) || isTruthValue(name) || !startsName(name.charAt(0))) {
            return false;
        }
        for (int at = 1; at < name.length(); at++) {
            if (!continuesName(name.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    public static boolean startsName(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character == '_';
    }

    public static boolean continuesName(char character) {
        return startsName(character) || (character >= '0' && character <= '9') || character == '.';
    }

    /** How tightly a condition holds together; an operand of a looser kind needs parentheses. */
    private static final class ConditionBinding implements Condition.Algebra<Integer> {
        static final int OR = 1;
        static final int AND = 2;
        static final int NOT = 3;
        static final int COMPARISON = 4;

        @Override
        public Integer comparison(Condition.Comparison node) {
            return COMPARISON;
        }

        @Override
        public Integer between(Condition.Between node) {
            return COMPARISON;
        }

        @Override
        public Integer and(Condition.And node) {
            return AND;
        }

        @Override
        public Integer or(Condition.Or node) {
            return OR;
        }

        @Override
        public Integer not(Condition.Not node) {
            return NOT;
        }

        @Override
        public Integer call(Condition.Called node) {
            return COMPARISON;
        }
    }

    /** How tightly a quantity holds together. */
    private static final class QuantityBinding implements Quantity.Algebra<Integer> {
        static final int SUM = 1;
        static final int PRODUCT = 2;
        static final int SIGN = 3;
        static final int PRIMARY = 4;

        @Override
        public Integer constant(Quantity.Constant node) {
            return node.value() < 0 ? SIGN : PRIMARY;
        }

        @Override
        public Integer latest(Quantity.Latest node) {
            return PRIMARY;
        }

        @Override
        public Integer arithmetic(Quantity.Arithmetic node) {
            return switch (node.operation()) {
                case PLUS, MINUS -> SUM;
                case TIMES, DIVIDED_BY -> PRODUCT;
            };
        }

        @Override
        public Integer negation(Quantity.Negation node) {
            return SIGN;
        }

        @Override
        public Integer call(Quantity.Called node) {
            return PRIMARY;
        }
    }

    private static final class Printer implements Condition.Algebra<StringBuilder>, Quantity.Algebra<StringBuilder> {

        private final StringBuilder text = new StringBuilder();
        private final ConditionBinding conditionBinding = new ConditionBinding();
        private final QuantityBinding quantityBinding = new QuantityBinding();

        @Override
        public StringBuilder comparison(Condition.Comparison node) {
            node.left()
                    .interpret(this)
                    .append(' ')
                    .append(node.operator().symbol())
                    .append(' ');
            return node.right().interpret(this);
        }

        @Override
        public StringBuilder between(Condition.Between node) {
            node.quantity().interpret(this).append(" between ");
            node.low().interpret(this).append(" and ");
            return node.high().interpret(this);
        }

        @Override
        public StringBuilder and(Condition.And node) {
            operand(node.left(), ConditionBinding.AND).append(" and ");
            return operand(node.right(), ConditionBinding.AND + 1);
        }

        @Override
        public StringBuilder or(Condition.Or node) {
            operand(node.left(), ConditionBinding.OR).append(" or ");
            return operand(node.right(), ConditionBinding.OR + 1);
        }

        @Override
        public StringBuilder not(Condition.Not node) {
            text.append("not ");
            return operand(node.operand(), ConditionBinding.NOT);
        }

        @Override
        public StringBuilder call(Condition.Called node) {
            return text.append(node.call());
        }

        @Override
        public StringBuilder constant(Quantity.Constant node) {
            return text.append(print(node.value()));
        }

        @Override
        public StringBuilder latest(Quantity.Latest node) {
            return text.append(node.subject());
        }

        @Override
        public StringBuilder arithmetic(Quantity.Arithmetic node) {
            int binding = quantityBinding.arithmetic(node);
            operand(node.left(), binding)
                    .append(' ')
                    .append(node.operation().symbol())
                    .append(' ');
            return operand(node.right(), binding + 1);
        }

        @Override
        public StringBuilder negation(Quantity.Negation node) {
            int start = text.append('-').length();
            operand(node.operand(), QuantityBinding.SIGN);
            // -5 is the number, -(5) the number 5 negated.
            if (text.charAt(start) == '.' || (text.charAt(start) >= '0' && text.charAt(start) <= '9')) {
                text.insert(start, '(').append(')');
            }
            return text;
        }

        @Override
        public StringBuilder call(Quantity.Called node) {
            return text.append(node.call());
        }

        private StringBuilder operand(Condition operand, int loosest) {
            if (operand.interpret(conditionBinding) >= loosest) {
                return operand.interpret(this);
            }
            text.append('(');
            return operand.interpret(this).append(')');
        }

        private StringBuilder operand(Quantity operand, int loosest) {
            if (operand.interpret(quantityBinding) >= loosest) {
                return operand.interpret(this);
            }
            text.append('(');
            return operand.interpret(this).append(')');
        }
    }
}
