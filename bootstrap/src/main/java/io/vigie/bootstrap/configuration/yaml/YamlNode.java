package io.vigie.bootstrap.configuration.yaml;

import io.vavr.Tuple;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.application.plan.SettingValue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value in a YAML file that knows its place, and says what is wrong with it there. */
public final class YamlNode {

    private final YamlFile file;
    private final Node node;

    public YamlNode(YamlFile file, Node node) {
        this.file = file;
        this.node = node;
    }

    public YamlFile file() {
        return file;
    }

    public Position position() {
        return node.getStartMark()
                .map(mark -> new Position(mark.getLine() + 1, mark.getColumn() + 1))
                .orElseGet(() -> new Position(1, 1));
    }

    private static final int LONGEST_SHOWN = 100;

    /** The position with its file, as {@code file:line:column}. */
    public String place() {
        return file.name() + ":" + position().line() + ":" + position().column();
    }

    public ConfigurationProblem problem(String message) {
        return file.problem(position().line(), position().column(), message);
    }

    public <T> Read<T> invalid(String message) {
        return Read.problem(problem(message));
    }

    public boolean isText() {
        return node instanceof ScalarNode && !isNothing();
    }

    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /**
     * The text of a scalar, its references resolved.
     *
     * @param expected what belongs here, a noun with an example where one helps: "a duration such as 30s"
     */
    public Read<SettingValue> setting(String expected) {
        return isText() && node instanceof ScalarNode scalar
                ? Read.of(file.references().resolve(scalar.getValue()), this::problem)
                : wrongKind(expected);
    }

    /** The text of a scalar, read by a parser that answers with a value or with a sentence on what is wrong. */
    public <T> Read<T> parse(String expected, Function<String, Either<String, T>> parser) {
        return setting(expected)
                .flatMap(text -> parser.apply(text.value())
                        .fold(
                                message -> invalid(
                                        text.isByReference()
                                                ? Quoted.of(text.written()) + " does not give " + expected
                                                : message),
                                Read::value));
    }

    /** The nodes of a list, each read by the reader. */
    public <T> Read<Seq<T>> list(String expected, Function<YamlNode, Read<T>> reader) {
        return isList() ? Read.each(items(), reader) : wrongKind(expected);
    }

    /** The same, where one alone may stand without a list. */
    public <T> Read<Seq<T>> oneOrList(Function<YamlNode, Read<T>> reader) {
        return isList() ? Read.each(items(), reader) : reader.apply(this).map(List::of);
    }

    /** The nodes of a list; none where this is no list. */
    public Seq<YamlNode> items() {
        return node instanceof SequenceNode sequence
                ? List.ofAll(sequence.getValue()).map(item -> new YamlNode(file, item))
                : List.empty();
    }

    /** A mapping read by the reader; keys that are unknown or given twice are problems of their own. */
    public <T> Read<T> mapping(String expected, Keys keys, Function<YamlMapping, Read<T>> reader) {
        return entries(expected).flatMap(entries -> {
            YamlMapping mapping = new YamlMapping(this, entries);
            return reader.apply(mapping).withProblems(mapping.problems(keys));
        });
    }

    /** A mapping of one entry or more whose keys are names that the reader reads, each given once. */
    public <K, V> Read<Map<K, V>> byKey(
            String expected, Function<String, Either<String, K>> key, Function<YamlNode, Read<V>> value) {
        return entries(expected)
                .flatMap(entries -> entries.isEmpty()
                        ? invalid("expected " + expected + ", found an empty one")
                        : Read.each(
                                        entries,
                                        entry -> Read.together(
                                                entry.key().parse("a key", key), value.apply(entry.value()), Tuple::of))
                                .withProblems(YamlMapping.repeated(entries))
                                .map(LinkedHashMap::ofEntries));
    }

    /** A mapping's keys and values as they stand. */
    public Read<Seq<YamlEntry>> entries(String expected) {
        return node instanceof MappingNode mapping
                ? Read.value(List.ofAll(mapping.getValue())
                        .map(tuple -> new YamlEntry(
                                new YamlNode(file, tuple.getKeyNode()), new YamlNode(file, tuple.getValueNode()))))
                : wrongKind(expected);
    }

    /** The scalar as the file has it, references and all; nothing for lists and mappings. */
    public Option<String> written() {
        return node instanceof ScalarNode scalar ? Option.some(scalar.getValue()) : Option.none();
    }

    <T> Read<T> wrongKind(String expected) {
        return invalid("expected " + expected + ", found " + found());
    }

    /**
     * A problem within the text of a scalar. Where that stands in one piece on one line, the problem's place is in it;
     * else it is the scalar's, and the message says the rest.
     *
     * @param column in the text, from 1, in characters
     */
    public ConfigurationProblem problemWithin(String text, int column, String message) {
        return textStart(text)
                .map(start -> file.problem(position().line(), start + column, message))
                .getOrElse(() -> problem(message + ", at column " + column + " of the text, before "
                        + rest(text.substring(text.offsetByCodePoints(0, column - 1)))));
    }

    /**
     * What lies at a path of keys and numbers of list items, such as {@code raise[0].for}; where that ends early, the
     * last that is there.
     */
    public YamlNode at(String path) {
        YamlNode here = this;
        for (String step : steps(path)) {
            Option<YamlNode> next = here.step(step);
            if (next.isEmpty()) {
                return here;
            }
            here = next.get();
        }
        return here;
    }

    /** What lies at such a path, if anything does. */
    public Option<YamlNode> find(String path) {
        return List.of(steps(path)).foldLeft(Option.some(this), (here, step) -> here.flatMap(node -> node.step(step)));
    }

    private static String[] steps(String path) {
        return path.replace("]", "").split("[.\\[]", -1);
    }

    private Option<YamlNode> step(String step) {
        return step.matches("[0-9]+") ? items().drop(Integer.parseInt(step)).headOption() : value(step);
    }

    private Option<YamlNode> value(String key) {
        return entries("")
                .toOption()
                .flatMap(entries -> entries.find(entry -> entry.name().equals(key)))
                .map(YamlEntry::value);
    }

    /**
     * The file that this scalar names, its path starting at this file's directory.
     *
     * @param settings of Spark, for a file that is not on this machine
     */
    public Read<YamlNode> open(SettingValue path, Map<String, String> settings) {
        return file.open(path.value(), settings).fold(why -> invalid(why), opened -> opened);
    }

    /** Tells the file of this path from what it was before. */
    public Option<Supplier<String>> watch(SettingValue path, Map<String, String> settings) {
        return file.watch(path.value(), settings);
    }

    /** Whether the scalar holds a reference, so that no message may tell what it says. */
    public boolean hasReference() {
        return written().exists(text -> text.contains("${"));
    }

    private static String rest(String text) {
        return text.isBlank() ? "its end" : Quoted.of(text);
    }

    /** The column, from 0, at which the text itself starts, when it stands in the file just as it is. */
    private Option<Integer> textStart(String text) {
        return Option.ofOptional(node.getStartMark()).flatMap(mark -> {
            int start = mark.getColumn() + (node instanceof ScalarNode scalar && quoted(scalar) ? 1 : 0);
            String line = file.line(mark.getLine());
            int from = line.offsetByCodePoints(0, Math.min(start, line.codePointCount(0, line.length())));
            return line.startsWith(text, from) ? Option.some(start) : Option.none();
        });
    }

    private static boolean quoted(ScalarNode scalar) {
        return scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED
                || scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED;
    }

    private boolean isNothing() {
        return node.getTag().equals(Tag.NULL);
    }

    private String found() {
        if (isMapping()) {
            return "a mapping";
        }
        if (isList()) {
            return "a list";
        }
        return isNothing() ? "nothing" : written().map(this::shown).getOrElse("something else");
    }

    /** A file that was named by mistake reads as one long text, or as all there is: it is not shown. */
    private String shown(String text) {
        boolean isAll = position().line() == 1 && position().column() == 1;
        return isAll || text.length() > LONGEST_SHOWN ? "a text of " + text.length() + " characters" : Quoted.of(text);
    }
}
