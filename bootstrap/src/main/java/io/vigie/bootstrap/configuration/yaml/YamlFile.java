package io.vigie.bootstrap.configuration.yaml;

import io.vavr.collection.Map;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * One YAML document in a file: <a href="https://yaml.org/spec/1.2.2/">YAML 1.2</a> in UTF-8, of at most 10 MB,
 * {@value #MAX_DEPTH} levels and {@value #MAX_ALIASES} aliases.
 */
public final class YamlFile {

    private static final int MAX_BYTES = 10_000_000;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_ALIASES = 100;
    private static final int MAX_MESSAGE = 400;

    private final String name;
    private final Path directory;
    private final Environment environment;
    private final References references;
    private final String text;
    private final String[] lines;

    private YamlFile(String name, Path directory, Environment environment, String text) {
        this.name = name;
        this.directory = directory;
        this.environment = environment;
        this.references = new References(environment, directory);
        this.text = text;
        this.lines = text.split("\r\n|\r|\n", -1);
    }

    /** No file: for values that are not in one, whose relative paths start in the working directory. */
    public static YamlFile none(Environment environment) {
        return new YamlFile("", Path.of(""), environment, "");
    }

    /** The document's outermost node, or what is wrong with the file. */
    public static Read<YamlNode> read(Path path, Environment environment) {
        try (InputStream stream = Files.newInputStream(path)) {
            return parse(path.toString(), directoryOf(path), environment, stream.readNBytes(MAX_BYTES + 1));
        } catch (IOException e) {
            return unreadable(path.toString(), "cannot read the file: " + ReadFailure.told(e));
        }
    }

    private static Read<YamlNode> parse(String name, Path directory, Environment environment, byte[] bytes) {
        return bytes.length > MAX_BYTES
                ? unreadable(name, "the file is larger than 10 MB")
                : decode(name, bytes)
                        .map(text -> new YamlFile(name, directory, environment, text))
                        .flatMap(YamlFile::compose);
    }

    /** The file, as it was named. */
    String name() {
        return name;
    }

    /** Where the file's relative paths start. */
    public Path directory() {
        return directory;
    }

    /**
     * Another file, which starts at this one's directory, or why there is none to read.
     *
     * @param settings of Spark, for a file that is not on this machine
     */
    Either<String, Read<YamlNode>> open(String other, Map<String, String> settings) {
        return Place.of(other, directory)
                .flatMap(place -> place.fileSystem().isEmpty()
                        ? Either.<String, Path>right(local(other))
                                .filterOrElse(
                                        Files::isRegularFile,
                                        none -> Files.isDirectory(none)
                                                ? "this is a directory; name a file"
                                                : "there is no such file")
                                .map(file -> read(file, environment))
                        : new RemoteFile(other, settings)
                                .read(MAX_BYTES + 1)
                                .map(bytes -> parse(other, directory, environment, bytes)));
    }

    /** Tells the file of this path from what it was before; none where there can be no such file. */
    Option<Supplier<String>> watch(String other, Map<String, String> settings) {
        return Place.of(other, directory)
                .toOption()
                .map(place -> place.fileSystem().isEmpty()
                        ? FileStamp.here(local(other))
                        : FileStamp.elsewhere(new RemoteFile(other, settings)));
    }

    private Path local(String other) {
        return directory.resolve(Path.of(other.replaceFirst("^file:/+", "/")));
    }

    /** A variable of the environment that the file is read in. */
    public Option<String> variable(String variable) {
        return environment.variable(variable);
    }

    /** What the file's references stand for. */
    References references() {
        return references;
    }

    /** A line of the file without its end, from 0. */
    String line(int number) {
        return lines[number];
    }

    /** A problem in this file, told in one line of readable length and without what references stand for. */
    ConfigurationProblem problem(int line, int column, String message) {
        String told = OneLine.of(references.redact(message));
        return new ConfigurationProblem(
                name(), line, column, told.length() > MAX_MESSAGE ? told.substring(0, MAX_MESSAGE) + "…" : told);
    }

    private static Path directoryOf(Path path) {
        Path parent = path.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static <T> Read<T> unreadable(String name, String message) {
        return Read.problem(new ConfigurationProblem(name, 1, 1, message));
    }

    private static Read<String> decode(String name, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        boolean malformed = decoder.decode(in, out, true).isMalformed();
        String text = out.flip().toString();
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (!malformed) {
            return Read.value(withoutMark);
        }
        Position here = Position.after(withoutMark);
        return Read.problem(new ConfigurationProblem(
                name,
                here.line(),
                here.column(),
                String.format("the byte 0x%02X is not UTF-8; save the file as UTF-8", bytes[in.position()])));
    }

    private Read<YamlNode> compose() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name())
                .setCodePointLimit(MAX_BYTES)
                // In one piece: the scanner copies the rest of a long text for each further one.
                .setBufferSize(text.length() + 1)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setAllowNonScalarKeys(true)
                .setSchema(new CoreSchema())
                .build();
        try {
            Either<ConfigurationProblem, Optional<Node>> composed = limited(settings)
                    .<Either<ConfigurationProblem, Optional<Node>>>map(Either::left)
                    .orElseGet(() -> Either.right(new Compose(settings).composeString(text)));
            return composed.flatMap(root -> root.map(
                                    node -> Either.<ConfigurationProblem, YamlNode>right(new YamlNode(this, node)))
                            .orElseGet(() -> Either.left(problem(1, 1, "the file is empty"))))
                    .fold(Read::problem, Read::value);
        } catch (MarkedYamlEngineException e) {
            // Some of the parser's sentences begin in the context and end in the problem.
            String what = e.getProblem().startsWith("but ") ? e.getContext() + ", " + e.getProblem() : e.getProblem();
            return Read.problem(e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> problem(mark.getLine() + 1, mark.getColumn() + 1, notYaml(what)))
                    .orElseGet(() -> problem(1, 1, notYaml(what))));
        } catch (ReaderException e) {
            Position here = Position.after(text.substring(0, text.offsetByCodePoints(0, e.getPosition())));
            return Read.problem(problem(
                    here.line(),
                    here.column(),
                    notYaml(String.format("the character U+%04X is not allowed", e.getCodePoint()))));
        } catch (YamlEngineException e) {
            return Read.problem(problem(1, 1, notYaml(String.valueOf(e.getMessage()))));
        }
    }

    private static String notYaml(String problem) {
        return "not valid YAML: " + problem.strip().replaceAll("\\s+", " ");
    }

    /** Before nodes are built, which takes the stack a frame a level. */
    private Optional<ConfigurationProblem> limited(LoadSettings settings) {
        int depth = 0;
        int aliases = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case Alias -> aliases++;
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                return Optional.of(at(event, "nested more than " + MAX_DEPTH + " levels deep"));
            }
            if (aliases > MAX_ALIASES) {
                return Optional.of(at(event, "more than " + MAX_ALIASES + " aliases"));
            }
        }
        return Optional.empty();
    }

    private ConfigurationProblem at(Event event, String message) {
        return event.getStartMark()
                .map(mark -> problem(mark.getLine() + 1, mark.getColumn() + 1, message))
                .orElseGet(() -> problem(1, 1, message));
    }
}
