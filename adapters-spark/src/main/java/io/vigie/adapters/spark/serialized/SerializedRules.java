package io.vigie.adapters.spark.serialized;

import io.vigie.domain.rule.RuleBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.util.Set;

/** Reads a book of rules that Java serialised, and makes nothing but rules of it, whatever the bytes ask for. */
public final class SerializedRules {

    /** More rules than a book may have do not need as much. */
    private static final String BOUNDS = "maxdepth=1000;maxrefs=10000000;maxbytes=268435456;maxarray=1000000;";

    /** What a book was made of. */
    private static final ObjectInputFilter FILTER = ObjectInputFilter.Config.createFilter(
            BOUNDS
                    + "io.vigie.domain.rule.*;io.vigie.domain.reading.Metric;io.vigie.adapters.spark.serialized.*;"
                    + "io.vavr.collection.*;io.vavr.control.Option*;"
                    + "java.lang.Object;java.lang.String;java.lang.Enum;java.lang.Number;java.lang.Double;java.time.Ser;java.time.Duration;!*");

    private static final String RULES = "io.vigie.domain.rule.";

    /** The nodes and the enum that calls have taken the place of. */
    private static final Set<String> FORMER = Set.of(
            "Quantity$Absolute",
            "Quantity$Delta",
            "Quantity$Rate",
            "Quantity$Statistic",
            "Quantity$SpanStatistic",
            "Quantity$Percentile",
            "Quantity$ZScore",
            "Quantity$WeightedMean",
            "Quantity$WeightedZScore",
            "Condition$Flatline");

    private SerializedRules() {}

    /** Whether bytes that begin so are objects that Java serialised: two bytes tell. */
    public static boolean begins(int first, int second) {
        return ((first << 8) | second) == (ObjectStreamConstants.STREAM_MAGIC & 0xFFFF);
    }

    /**
     * Reads a book.
     *
     * @throws IOException when it is no book of rules, or holds anything else
     */
    public static RuleBook read(InputStream in) throws IOException {
        try (ObjectInputStream objects = new FormerNames(in)) {
            objects.setObjectInputFilter(FILTER);
            return (RuleBook) objects.readObject();
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IOException("It holds something else than rules: " + e.getMessage(), e);
        }
    }

    private static final class FormerNames extends ObjectInputStream {

        FormerNames(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
            String name = described.getName();
            if (!name.startsWith(RULES) || !FORMER.contains(name.substring(RULES.length()))) {
                return super.resolveClass(described);
            }
            // Java compares what comes after the package alone.
            return Class.forName(
                    SerializedRules.class.getPackageName() + "." + name.substring(RULES.length()),
                    false,
                    SerializedRules.class.getClassLoader());
        }
    }
}
