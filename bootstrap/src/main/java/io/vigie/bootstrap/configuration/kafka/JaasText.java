package io.vigie.bootstrap.configuration.kafka;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.bootstrap.configuration.yaml.References;
import io.vigie.bootstrap.configuration.yaml.Secrets;
import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.io.UncheckedIOException;

/**
 * How a client logs in, as the setting {@code sasl.jaas.config} has it: {@code LoginModule required name="value";},
 * split into words as Kafka splits it.
 */
final class JaasText {

    /** Stands for a reference, while the text is split. */
    private static final String REFERENCE = "_reference_";

    private static final Seq<String> FLAGS = List.of("required", "requisite", "sufficient", "optional");

    private JaasText() {}

    /**
     * What of it may be a secret that is written out, if anything: a name for a person.
     *
     * @param written as the configuration file has it, references unresolved
     */
    static Option<String> literalSecret(String written) {
        if (References.replaced(written, "").isBlank()) {
            return Option.none();
        }
        Seq<String> words = words(References.replaced(written, REFERENCE));
        if (!FLAGS.exists(flag -> words.drop(1).headOption().exists(flag::equalsIgnoreCase))
                && !words.headOption().contains(REFERENCE)) {
            // Whatever this is: nobody can say that there is no secret in it.
            return Option.some("all of it");
        }
        return words.sliding(3)
                .filter(three -> three.size() == 3 && three.get(1).equals("="))
                .find(three -> isSecret(three.get(0)) && !isByReference(three.get(2)))
                .map(three -> "its `" + three.get(0) + "`");
    }

    /** Also what a server is told: which users there are, with which passwords. */
    private static boolean isSecret(String option) {
        return Secrets.isSecret(option) || option.startsWith("user_") || option.contains("assertion");
    }

    private static boolean isByReference(String value) {
        return value.replace(REFERENCE, "").isEmpty() || value.matches("true|false");
    }

    private static Seq<String> words(String text) {
        StreamTokenizer tokenizer = new StreamTokenizer(new StringReader(text));
        tokenizer.slashSlashComments(true);
        tokenizer.slashStarComments(true);
        tokenizer.wordChars('-', '-');
        tokenizer.wordChars('_', '_');
        tokenizer.wordChars('$', '$');
        Seq<String> words = List.empty();
        try {
            while (tokenizer.nextToken() != StreamTokenizer.TT_EOF) {
                words = words.append(word(tokenizer));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private static String word(StreamTokenizer tokenizer) {
        if (tokenizer.sval != null) {
            return tokenizer.sval;
        }
        return tokenizer.ttype == StreamTokenizer.TT_NUMBER
                ? String.valueOf(tokenizer.nval)
                : Character.toString((char) tokenizer.ttype);
    }
}
