package io.vigie.bootstrap.configuration.pipeline;

import static java.util.Map.entry;

import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.application.plan.AfterReading;
import io.vigie.application.plan.FileLayout;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SourcePlan;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Located;
import io.vigie.bootstrap.configuration.yaml.PathReader;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.SettingsReader;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The {@code json} source of a pipeline file. */
final class JsonFilesReader {

    private static final Keys KEYS =
            Keys.of("path", "maxFilesPerTrigger", "recursive", "layout", "after", "archive", "options");

    /** What a source has that says no more than its path. */
    private static final SourcePlan.JsonFiles STANDARD = new SourcePlan.JsonFiles("in");

    private static final List<FileLayout> LAYOUTS = List.of(FileLayout.LINES, FileLayout.ARRAY, FileLayout.VALUES);

    private static final List<String> AFTER = List.of("keep", "delete", "archive");

    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    /** The options that Spark's file source has under the same names. */
    private static final List<String> OPTIONS =
            List.of("pathglobfilter", "modifiedafter", "modifiedbefore", "maxbytespertrigger", "recursivefilelookup");

    /** What else Spark's file sources know, and what to write instead. */
    private static final Map<String, String> NO_OPTIONS = Map.ofEntries(
            entry("path", "write `path` beside `options` instead"),
            entry("maxfilespertrigger", "write `maxFilesPerTrigger` beside `options` instead"),
            entry(
                    "recursivefilelookup",
                    "subdirectories are read; write `recursive: false` beside `options` where not"),
            entry("cleansource", "write `after: archive` or `after: delete` beside `options` instead"),
            entry("sourcearchivedir", "write `after: archive` and `archive` beside `options` instead"),
            entry("multiline", "it would do nothing: how messages lie in a file is found out, or `layout` says it"),
            entry("wholetext", "it would do nothing: how messages lie in a file is found out, or `layout` says it"),
            entry("linesep", "it would do nothing: lines end with a line feed"),
            entry("encoding", "it would do nothing: messages are UTF-8"),
            entry("charset", "it would do nothing: messages are UTF-8"),
            entry("compression", "it would do nothing: how a file is packed is found out"),
            entry("latestfirst", "files are read in the order of their modification"),
            entry("maxfileage", "files would be passed over unseen; write `modifiedAfter` instead"),
            entry("filenameonly", "files of one name in two directories would be taken for one"),
            entry("ignorecorruptfiles", "readings would be lost unseen"),
            entry("ignoremissingfiles", "readings would be lost unseen"));

    private JsonFilesReader() {}

    static Read<Located<SourcePlan>> source(YamlNode node) {
        return node.mapping(
                "a mapping such as { path: in }",
                KEYS,
                json -> Read.together(
                                json.required("path", PathReader::path),
                                json.optional("maxFilesPerTrigger", STANDARD.maxFilesPerTrigger(), Values::positive),
                                json.optional("recursive", STANDARD.recursive(), Values::trueOrFalse),
                                json.optional("layout", STANDARD.layout(), JsonFilesReader::layout),
                                json.optional("options", STANDARD.options(), JsonFilesReader::options),
                                (place, maxFiles, recursive, layout, options) -> after(json, place)
                                        .map(after -> new Located<SourcePlan>(
                                                new SourcePlan.JsonFiles(
                                                        place.plan(),
                                                        maxFiles,
                                                        options,
                                                        written(place),
                                                        recursive,
                                                        layout,
                                                        after),
                                                place.place(),
                                                place.node())))
                        .flatMap(found -> found));
    }

    /** As the file has it, so that it is the same wherever the file lies, but for what changes nothing. */
    private static String written(Located<String> place) {
        return place.node().written().getOrElse(place.plan()).replaceAll("^(\\./+)+(?=.)|(?<=.)/+$", "");
    }

    private static Read<FileLayout> layout(YamlNode node) {
        return Values.word(node, LAYOUTS, FileLayout::word);
    }

    private static Read<AfterReading> after(YamlMapping json, Located<String> input) {
        return Read.together(
                        json.optional("after", "keep", node -> Values.word(node, AFTER, word -> word)),
                        json.optional("archive", PathReader::path),
                        (word, archive) -> after(json, word, archive, input))
                .flatMap(found -> found);
    }

    private static Read<AfterReading> after(
            YamlMapping json, String word, Option<Located<String>> archive, Located<String> input) {
        if (!word.equals("archive")) {
            return archive.isDefined()
                    ? archive.get().node().invalid("nothing goes there: write `after: archive` beside it")
                    : Read.value(word.equals("delete") ? new AfterReading.Delete() : new AfterReading.Keep());
        }
        if (archive.isEmpty() && WILDCARD.matcher(input.plan()).find()) {
            return json.node().invalid("`after: archive` of a glob needs `archive`, the directory that files go to");
        }
        return archive.filter(
                        place -> place.place().exists(other -> input.place().exists(other::overlaps)))
                .<Read<AfterReading>>map(place -> place.node()
                        .invalid("this path is, holds or lies in `path`: what was read would be read again"))
                .getOrElse(() -> Read.value(new AfterReading.Archive(
                        archive.map(Located::plan).getOrElse(() -> input.plan().replaceAll("/+$", "") + "-archive"))));
    }

    private static Read<io.vavr.collection.Map<String, SettingValue>> options(YamlNode node) {
        return SettingsReader.settings(
                node,
                "a mapping of options",
                name -> OPTIONS.contains(name.toLowerCase(Locale.ROOT))
                        ? Option.none()
                        : SettingsReader.refusal(NO_OPTIONS, name)
                                .orElse(() -> Option.some(Quoted.of(name)
                                        + " is no option of files here: there are pathGlobFilter, modifiedAfter,"
                                        + " modifiedBefore, maxBytesPerTrigger and recursiveFileLookup")),
                SettingsReader::notLiteral);
    }
}
