package io.vigie.domain.rule.language;

import io.vavr.collection.Array;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.expression.Argument;
import io.vigie.domain.rule.expression.Call;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Expressions;
import io.vigie.domain.rule.expression.Function;
import io.vigie.domain.rule.expression.Parameter;
import io.vigie.domain.rule.expression.Quantity;
import io.vigie.domain.rule.expression.Subject;
import io.vigie.domain.rule.language.ExpressionToken.Kind;
import io.vigie.domain.text.DurationText;
import io.vigie.domain.text.Spelling;
import java.util.Deque;
import java.util.Locale;

/**
 * Reads the expressions of rules, by recursive descent and in one pass. From the loosest to the tightest: {@code or},
 * {@code and}, {@code not}, comparisons and {@code between}, {@code + -}, {@code * /}, the sign, and what stands by
 * itself. Both kinds of operators associate to the left.
 *
 * <p>A parenthesis may hold a number or a condition. The parser does not guess which: it reads either with the same
 * rules, and every operator then asks its operands for what they are.
 */
public final class ExpressionParser {

    /** The most characters an expression may have. */
    public static final int MAX_LENGTH = 10_000;

    /** How deep parentheses, {@code not}, signs and quantities in calls may be nested; conditions in calls count twice. */
    public static final int MAX_DEPTH = 100;

    private static final Array<String> FUNCTIONS = Array.of(Function.values()).map(Function::word);

    private final String text;
    private final Deque<ExpressionToken> tokens;

    private ExpressionParser(String text) {
        this.text = text;
        this.tokens = ExpressionLexer.tokensOf(text);
    }

    /** The condition that the text says, or the first thing wrong with it. */
    public static Either<ExpressionError, Condition> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Either.left(new ExpressionError(
                    1, "the expression has " + text.length() + " characters; at most " + MAX_LENGTH + " are read"));
        }
        try {
            return Either.right(new ExpressionParser(text).whole());
        } catch (Refusal refusal) {
            return Either.left(new ExpressionError(text.codePointCount(0, refusal.at) + 1, refusal.problem));
        }
    }

    private Condition whole() {
        if (peek().is(Kind.END)) {
            throw new Refusal(0, "the expression is empty; write a condition, for example value > 80");
        }
        Operand operand = disjunction(0);
        if (!peek().is(Kind.END)) {
            throw unexpected(peek());
        }
        return condition(operand);
    }

    private Operand disjunction(int depth) {
        Operand left = conjunction(depth);
        while (peek().isKeyword("or")) {
            Condition first = condition(left);
            next();
            Operand right = conjunction(depth);
            left = left.joined(right, new Condition.Or(first, condition(right)));
        }
        return left;
    }

    private Operand conjunction(int depth) {
        Operand left = negation(depth);
        while (peek().isKeyword("and")) {
            Condition first = condition(left);
            next();
            Operand right = negation(depth);
            left = left.joined(right, new Condition.And(first, condition(right)));
        }
        return left;
    }

    private Operand negation(int depth) {
        if (!peek().isKeyword("not")) {
            return comparison(depth);
        }
        ExpressionToken not = next();
        Operand operand = negation(deeper(depth, not));
        return Operand.of(new Condition.Not(condition(operand)), not.start(), operand.end());
    }

    private Operand comparison(int depth) {
        Operand left = sum(depth);
        Option<Condition.Operator> operator = comparisonOperator(peek());
        if (operator.isEmpty() && !peek().isKeyword("between")) {
            return left;
        }
        Quantity quantity = quantity(left);
        next();
        Operand compared;
        if (operator.isDefined()) {
            Operand right = sum(depth);
            compared = left.joined(right, new Condition.Comparison(quantity, operator.get(), quantity(right)));
        } else {
            Quantity low = quantity(sum(depth));
            if (!peek().isKeyword("and")) {
                throw new Refusal(
                        peek().start(), "between has two limits with and in the middle: value between 10 and 20");
            }
            next();
            Operand high = sum(depth);
            compared = left.joined(high, new Condition.Between(quantity, low, quantity(high)));
        }
        if (comparisonOperator(peek()).isDefined() || peek().isKeyword("between")) {
            throw new Refusal(
                    peek().start(),
                    "comparisons cannot be chained; join two with and (value > 10 and value < 20)"
                            + " or write value between 10 and 20");
        }
        return compared;
    }

    private Operand sum(int depth) {
        Operand left = product(depth);
        while (peek().isSymbol("+") || peek().isSymbol("-")) {
            Quantity first = quantity(left);
            Quantity.Operation operation = next().isSymbol("+") ? Quantity.Operation.PLUS : Quantity.Operation.MINUS;
            Operand right = product(depth);
            left = left.joined(right, new Quantity.Arithmetic(first, operation, quantity(right)));
        }
        return left;
    }

    private Operand product(int depth) {
        Operand left = signed(depth);
        while (peek().isSymbol("*") || peek().isSymbol("/")) {
            Quantity first = quantity(left);
            Quantity.Operation operation =
                    next().isSymbol("*") ? Quantity.Operation.TIMES : Quantity.Operation.DIVIDED_BY;
            Operand right = signed(depth);
            left = left.joined(right, new Quantity.Arithmetic(first, operation, quantity(right)));
        }
        return left;
    }

    private Operand signed(int depth) {
        if (!peek().isSymbol("-")) {
            return primary(depth);
        }
        ExpressionToken minus = next();
        if (peek().is(Kind.NUMBER)) {
            ExpressionToken number = next();
            return Operand.of(new Quantity.Constant(-valueOf(number)), minus.start(), number.end());
        }
        Operand operand = signed(deeper(depth, minus));
        return Operand.of(new Quantity.Negation(quantity(operand)), minus.start(), operand.end());
    }

    private Operand primary(int depth) {
        ExpressionToken token = next();
        return switch (token.kind()) {
            case NUMBER -> Operand.of(new Quantity.Constant(valueOf(token)), token.start(), token.end());
            case NAME ->
                peek().isSymbol("(")
                        ? call(token, depth)
                        : Operand.of(new Quantity.Latest(subject(token)), token.start(), token.end());
            case QUOTED_NAME -> Operand.of(new Quantity.Latest(subject(token)), token.start(), token.end());
            case SYMBOL -> {
                if (!token.isSymbol("(")) {
                    throw missingBefore(token);
                }
                Operand inner = disjunction(deeper(depth, token));
                yield inner.spanning(token.start(), closing(token).end());
            }
            case NUMBER_WITH_UNIT ->
                throw new Refusal(
                        token.start(),
                        DurationText.parse(token.text()).isRight()
                                ? "`" + token.text() + "` is a duration; only functions take one, as in mean(value, "
                                        + token.text() + ")"
                                : "`" + token.text() + "` is neither a number nor a metric; a metric's name that starts"
                                        + " with a digit is put in backticks");
            case KEYWORD, END -> throw missingBefore(token);
            case UNREADABLE -> throw new Refusal(token.start(), token.text());
        };
    }

    private Operand call(ExpressionToken name, int depth) {
        Function function = Function.called(name.text())
                .getOrElseThrow(() -> new Refusal(name.start(), unknownFunction(name.text())));
        ExpressionToken open = next();
        Vector<Argument> arguments = Vector.empty();
        for (Parameter parameter : function.parameters()) {
            if (!arguments.isEmpty()) {
                comma(function);
            }
            arguments = arguments.append(argument(parameter, function, open, depth));
        }
        if (peek().isSymbol(",")) {
            throw wrongArguments(function, peek());
        }
        return new Operand(
                new Call(function, arguments).node(),
                name.start(),
                closing(open).end());
    }

    private void comma(Function function) {
        ExpressionToken comma = next();
        if (!comma.isSymbol(",")) {
            throw wrongArguments(function, comma);
        }
    }

    private Argument argument(Parameter parameter, Function function, ExpressionToken open, int depth) {
        ExpressionToken first = peek();
        Argument argument = switch (parameter) {
            case METRIC -> metric(function);
            case SPAN -> span(function);
            case PERCENT, WEIGHT -> literal(function);
            case QUANTITY -> quantity(disjunction(deeper(depth, open)));
            case CONDITION -> condition(disjunction(deeper(deeper(depth, open), open)));
        };
        Option<String> problem = parameter.problemOf(argument);
        if (problem.isDefined()) {
            throw new Refusal(first.start(), problem.get());
        }
        return argument;
    }

    private Subject metric(Function function) {
        ExpressionToken token = next();
        if (!token.is(Kind.NAME) && !token.is(Kind.QUOTED_NAME)) {
            throw wrongArguments(function, token);
        }
        if (!peek().isSymbol(",") && !peek().isSymbol(")") && peek().is(Kind.SYMBOL)) {
            throw new Refusal(
                    peek().start(),
                    function.word() + " takes one metric and no calculation, as in " + function.example());
        }
        return subject(token);
    }

    private Argument.Span span(Function function) {
        ExpressionToken token = next();
        if (!token.is(Kind.NUMBER_WITH_UNIT) && !token.is(Kind.NUMBER)) {
            throw token.isSymbol("-")
                    ? new Refusal(token.start(), "a span of time has no sign")
                    : wrongArguments(function, token);
        }
        return new Argument.Span(
                DurationText.parse(token.text()).getOrElseThrow(problem -> new Refusal(token.start(), problem)));
    }

    private Argument.Literal literal(Function function) {
        boolean negative = peek().isSymbol("-");
        if (negative) {
            next();
        }
        ExpressionToken number = next();
        if (!number.is(Kind.NUMBER)) {
            throw wrongArguments(function, number);
        }
        return new Argument.Literal(negative ? -valueOf(number) : valueOf(number));
    }

    private ExpressionToken closing(ExpressionToken open) {
        ExpressionToken token = next();
        if (token.isSymbol(")")) {
            return token;
        }
        throw token.is(Kind.END) ? new Refusal(open.start(), "this ( is never closed") : unexpected(token);
    }

    private Subject subject(ExpressionToken token) {
        if (token.is(Kind.NAME) && token.text().equals(Expressions.OWN)) {
            return new Subject.Own();
        }
        if (token.is(Kind.NAME) && Expressions.isTruthValue(token.text())) {
            throw new Refusal(
                    token.start(),
                    "`" + token.text()
                            + "` is no metric: a boolean is the number 1 (true) or 0 (false), so write 1 or 0;"
                            + " a metric of that name is put in backticks");
        }
        if (token.text().isEmpty() || token.text().length() > Metric.MAX_LENGTH) {
            throw new Refusal(token.start(), "a metric's name has 1 to " + Metric.MAX_LENGTH + " characters");
        }
        return new Subject.Named(new Metric(token.text()));
    }

    private double valueOf(ExpressionToken number) {
        double value = Double.parseDouble(number.text());
        if (!Double.isFinite(value)) {
            throw new Refusal(number.start(), "`" + number.text() + "` is larger than numbers can be");
        }
        return value;
    }

    /** The operand just read as a condition; a metric is true where it is not 0. */
    private Condition condition(Operand operand) {
        if (operand.meaning().isLeft() && !endsOperand(peek())) {
            // What should have made a condition of the number is there, but is not what it should be: a = 1.
            throw unexpected(peek());
        }
        return operand.meaning().getOrElseGet(quantity -> {
            if (quantity instanceof Quantity.Latest metric) {
                return new Condition.Comparison(metric, Condition.Operator.NOT_EQUAL, new Quantity.Constant(0));
            }
            String example = isShort(operand) ? source(operand) : Expressions.OWN;
            throw new Refusal(
                    operand.start(),
                    shown(operand) + " is a number; compare it with something, for example " + example + " > 80");
        });
    }

    private Quantity quantity(Operand operand) {
        return operand.meaning()
                .swap()
                .getOrElseThrow(condition -> new Refusal(
                        operand.start(), shown(operand) + " is a condition, true or false, where a number is needed"));
    }

    private static boolean endsOperand(ExpressionToken token) {
        return token.is(Kind.END) || token.is(Kind.KEYWORD) || token.is(Kind.SYMBOL);
    }

    private String source(Operand operand) {
        return text.substring(operand.start(), operand.end());
    }

    private boolean isShort(Operand operand) {
        return operand.end() - operand.start() <= 40 && source(operand).indexOf('\n') < 0;
    }

    /** The operand as messages have it: as it is written, unless that is too long to repeat. */
    private String shown(Operand operand) {
        if (!isShort(operand)) {
            return "this";
        }
        String source = source(operand);
        return source.startsWith("`") ? source : "`" + source + "`";
    }

    private Refusal unexpected(ExpressionToken token) {
        String problem;
        if (token.is(Kind.UNREADABLE)) {
            problem = token.text();
        } else if (token.isSymbol(")")) {
            problem = "this ) closes nothing";
        } else if (token.is(Kind.NAME)
                && Expressions.KEYWORDS.contains(token.text().toLowerCase(Locale.ROOT))) {
            problem = "write " + token.text().toLowerCase(Locale.ROOT) + " in lower case";
        } else {
            problem = "an operator is missing before `" + text.substring(token.start(), token.end()) + "`";
        }
        return new Refusal(token.start(), problem);
    }

    private static Refusal missingBefore(ExpressionToken token) {
        if (token.is(Kind.END)) {
            return new Refusal(token.start(), "the expression ends where a number or a metric is missing");
        }
        String problem = "a number or a metric is missing before `" + token.text() + "`";
        return new Refusal(
                token.start(),
                token.is(Kind.KEYWORD) ? problem + "; a metric of that name is put in backticks" : problem);
    }

    private static Refusal wrongArguments(Function function, ExpressionToken token) {
        return new Refusal(token.start(), token.is(Kind.UNREADABLE) ? token.text() : function.isCalledOtherwise());
    }

    private static String unknownFunction(String name) {
        return "there is no function " + name
                + Spelling.nearest(name, FUNCTIONS)
                        .map(known -> "; did you mean " + known + "?")
                        .getOrElse(() -> "; there are " + FUNCTIONS.mkString(", "));
    }

    private static Option<Condition.Operator> comparisonOperator(ExpressionToken token) {
        return Array.of(Condition.Operator.values()).find(operator -> token.isSymbol(operator.symbol()));
    }

    private static int deeper(int depth, ExpressionToken token) {
        if (depth >= MAX_DEPTH) {
            throw new Refusal(token.start(), "the expression is nested more than " + MAX_DEPTH + " deep here");
        }
        return depth + 1;
    }

    private ExpressionToken peek() {
        return tokens.element();
    }

    /** Takes the next token; the last one stays. */
    private ExpressionToken next() {
        return tokens.size() > 1 ? tokens.remove() : tokens.element();
    }

    /** What has been read so far: a number or a condition, and from where to where it stands. */
    private record Operand(Either<Quantity, Condition> meaning, int start, int end) {

        static Operand of(Quantity quantity, int start, int end) {
            return new Operand(Either.left(quantity), start, end);
        }

        static Operand of(Condition condition, int start, int end) {
            return new Operand(Either.right(condition), start, end);
        }

        Operand joined(Operand right, Quantity result) {
            return of(result, start, right.end);
        }

        Operand joined(Operand right, Condition result) {
            return of(result, start, right.end);
        }

        /** The same with the parentheses around it. */
        Operand spanning(int from, int to) {
            return new Operand(meaning, from, to);
        }
    }

    /** Ends the reading; it goes no further than {@link #parse}. */
    private static final class Refusal extends RuntimeException {
        private final int at;
        private final String problem;

        Refusal(int at, String problem) {
            super(problem, null, false, false);
            this.at = at;
            this.problem = problem;
        }
    }
}
