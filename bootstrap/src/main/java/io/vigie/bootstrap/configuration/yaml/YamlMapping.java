package io.vigie.bootstrap.configuration.yaml;

import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.function.Function;

/** A mapping with fixed keys. Of a key given twice the first counts; the second is a problem. */
public final class YamlMapping {

    private final YamlNode node;
    private final Seq<YamlEntry> entries;

    public YamlMapping(YamlNode node, Seq<YamlEntry> entries) {
        this.node = node;
        this.entries = entries;
    }

    /** The mapping itself, for problems that are not of one key. */
    public YamlNode node() {
        return node;
    }

    /** The keys and values, in their order. */
    public Seq<YamlEntry> entries() {
        return entries;
    }

    /** The key and its value, where it is given. */
    public Option<YamlEntry> entry(String key) {
        return entries.find(entry -> entry.name().equals(key));
    }

    public boolean has(String key) {
        return entry(key).isDefined();
    }

    public <T> Read<T> required(String key, Function<YamlNode, Read<T>> reader) {
        return entry(key)
                .map(entry -> reader.apply(entry.value()))
                .getOrElse(() -> node.invalid("`" + key + "` is missing"));
    }

    public <T> Read<Option<T>> optional(String key, Function<YamlNode, Read<T>> reader) {
        return entry(key)
                .map(entry -> reader.apply(entry.value()).map(Option::some))
                .getOrElse(() -> Read.value(Option.none()));
    }

    public <T> Read<T> optional(String key, T otherwise, Function<YamlNode, Read<T>> reader) {
        return optional(key, reader).map(found -> found.getOrElse(otherwise));
    }

    /** Exactly one of these keys, read by its reader. */
    public <T> Read<T> oneOf(Map<String, Function<YamlNode, Read<T>>> readers) {
        Seq<YamlEntry> given = entries.filter(entry -> readers.containsKey(entry.name()));
        if (given.size() > 1) {
            YamlEntry second = given.get(1);
            return second.key()
                    .invalid("`" + second.name() + "` beside `" + given.head().name() + "`: give one of them");
        }
        if (given.isEmpty()) {
            // Where there is another key instead, that is the problem, and told already.
            return entries.isEmpty()
                    ? node.invalid(
                            "give one of " + Keys.sentence(readers.keySet().toList()))
                    : Read.problems(List.empty());
        }
        YamlEntry only = given.head();
        return readers.get(only.name()).get().apply(only.value());
    }

    /** One of these keys, read by its reader, or none of them. */
    public <T> Read<Option<T>> atMostOneOf(Map<String, Function<YamlNode, Read<T>>> readers) {
        return readers.keySet().exists(this::has) ? oneOf(readers).map(Option::some) : Read.value(Option.none());
    }

    /** The keys that do not belong here, and those given twice. */
    Seq<ConfigurationProblem> problems(Keys keys) {
        return misplaced(keys).appendAll(repeated(entries));
    }

    /** The keys of a mapping that were given before. */
    static Seq<ConfigurationProblem> repeated(Seq<YamlEntry> entries) {
        return Repetitions.among(
                entries.map(YamlEntry::key).filter(YamlNode::isText),
                (name, line) -> Quoted.of(name) + " is given twice; the first is on line " + line);
    }

    private Seq<ConfigurationProblem> misplaced(Keys keys) {
        return entries.filter(entry -> !keys.known().contains(entry.name()))
                .map(entry -> entry.key()
                        .problem(
                                entry.key().isText()
                                        ? "unknown key " + Quoted.of(entry.name())
                                                + Suggestion.orKnown(entry.name(), keys.known())
                                        : "a key is text"));
    }
}
