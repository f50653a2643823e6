package io.vigie.adapters.spark.switching;

import io.vavr.control.Option;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.rule.Trigger;
import io.vigie.domain.rule.expression.Argument;
import io.vigie.domain.rule.expression.Call;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Function;
import io.vigie.domain.rule.expression.Quantity;
import io.vigie.domain.rule.expression.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules as checkpoints had them before they were text: a book that Java serialised. Functions were nodes of their own
 * then; each is read as the record here that has its fields, and becomes the call that it is now. So is an entry. Expressions
 * were in the package of rules. Nothing but rules is made of the bytes, whatever they ask for.
 */
final class SerializedRules {

    /** More rules than a book may have do not need as much. */
    private static final String BOUNDS = "maxdepth=1000;maxrefs=10000000;maxbytes=268435456;maxarray=1000000;";

    /** What a book was made of. */
    private static final ObjectInputFilter FILTER = ObjectInputFilter.Config.createFilter(BOUNDS
            + "io.vigie.domain.rule.*;io.vigie.domain.rule.expression.*;io.vigie.domain.reading.Metric;"
            + SerializedRules.class.getName() + "$*;"
            + "io.vavr.collection.*;io.vavr.control.Option*;"
            + "java.lang.Object;java.lang.String;java.lang.Enum;java.lang.Number;java.lang.Double;"
            + "java.time.Ser;java.time.Duration;!*");

    private static final String RULES = "io.vigie.domain.rule.";

    /** Those that are in a package of their own now, and what is nested in them. */
    private static final Pattern EXPRESSIONS =
            Pattern.compile(Pattern.quote(RULES) + "((?:Condition|Quantity|Subject)(?:\\$.*)?)");

    private static final Map<String, Class<?>> FORMER = Map.ofEntries(
            Map.entry(RULES + "Quantity$Absolute", Absolute.class),
            Map.entry(RULES + "Quantity$Delta", Delta.class),
            Map.entry(RULES + "Quantity$Rate", Rate.class),
            Map.entry(RULES + "Quantity$Statistic", Statistic.class),
            Map.entry(RULES + "Quantity$SpanStatistic", SpanStatistic.class),
            Map.entry(RULES + "Quantity$Percentile", Percentile.class),
            Map.entry(RULES + "Quantity$ZScore", ZScore.class),
            Map.entry(RULES + "Quantity$WeightedMean", WeightedMean.class),
            Map.entry(RULES + "Quantity$WeightedZScore", WeightedZScore.class),
            Map.entry(RULES + "Condition$Flatline", Flatline.class),
            Map.entry(RULES + "RaiseEntry", Entry.class));

    private SerializedRules() {}

    /** Whether bytes that begin with these two are objects that Java serialised. */
    static boolean begin(int first, int second) {
        return ((first << 8) | second) == (ObjectStreamConstants.STREAM_MAGIC & 0xFFFF);
    }

    /**
     * Reads a book of rules.
     *
     * @throws IOException when it is no book of rules, or holds anything else
     */
    static RuleBook read(InputStream in) throws IOException {
        try (ObjectInputStream objects = new FormerNodes(in)) {
            objects.setObjectInputFilter(FILTER);
            return (RuleBook) objects.readObject();
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IOException("It holds something else than rules: " + e.getMessage(), e);
        }
    }

    private static final class FormerNodes extends ObjectInputStream {

        FormerNodes(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
            ObjectStreamClass described = super.readClassDescriptor();
            Class<?> former = FORMER.get(described.getName());
            if (former != null) {
                return ObjectStreamClass.lookup(former);
            }
            Matcher moved = EXPRESSIONS.matcher(described.getName());
            return moved.matches() ? ObjectStreamClass.lookup(expression(moved.group(1))) : described;
        }
    }

    private static Class<?> expression(String name) throws ClassNotFoundException {
        String found = Condition.class.getPackageName() + "." + name;
        return Class.forName(found, false, SerializedRules.class.getClassLoader());
    }

    private static Quantity quantity(Function function, Argument... arguments) {
        return new Quantity.Called(Call.of(function, arguments));
    }

    /** An entry, when `until` was all that could keep it going. */
    private record Entry(Severity severity, Trigger trigger, Option<Condition> until) implements Serializable {
        private Object readResolve() {
            return new RaiseEntry(severity, trigger, until);
        }
    }

    private record Absolute(Quantity operand) implements Serializable {
        private Object readResolve() {
            return quantity(Function.ABS, operand);
        }
    }

    private record Delta(Subject subject) implements Serializable {
        private Object readResolve() {
            return quantity(Function.DELTA, subject);
        }
    }

    private record Rate(Subject subject, Duration span) implements Serializable {
        private Object readResolve() {
            return quantity(Function.RATE, subject, new Argument.Span(span));
        }
    }

    private enum Statistic {
        MEAN(Function.MEAN),
        MINIMUM(Function.MIN),
        MAXIMUM(Function.MAX),
        SUM(Function.SUM),
        COUNT(Function.COUNT),
        STANDARD_DEVIATION(Function.STDDEV);

        private final Function function;

        Statistic(Function function) {
            this.function = function;
        }
    }

    private record SpanStatistic(Statistic statistic, Subject subject, Duration span) implements Serializable {
        private Object readResolve() {
            return quantity(statistic.function, subject, new Argument.Span(span));
        }
    }

    private record Percentile(Subject subject, double percent, Duration span) implements Serializable {
        private Object readResolve() {
            return quantity(Function.PERCENTILE, subject, new Argument.Literal(percent), new Argument.Span(span));
        }
    }

    private record ZScore(Subject subject, Duration span) implements Serializable {
        private Object readResolve() {
            return quantity(Function.ZSCORE, subject, new Argument.Span(span));
        }
    }

    private record WeightedMean(Subject subject, double weight) implements Serializable {
        private Object readResolve() {
            return quantity(Function.EWMEAN, subject, new Argument.Literal(weight));
        }
    }

    private record WeightedZScore(Subject subject, double weight) implements Serializable {
        private Object readResolve() {
            return quantity(Function.EWZSCORE, subject, new Argument.Literal(weight));
        }
    }

    private record Flatline(Subject subject, Duration span) implements Serializable {
        private Object readResolve() {
            return new Condition.Called(Call.of(Function.FLATLINE, subject, new Argument.Span(span)));
        }
    }
}
