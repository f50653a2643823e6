package io.vigie.bootstrap.configuration.yaml;

import static java.util.Map.entry;

import io.vavr.collection.LinkedHashMap;
import io.vavr.control.Option;
import io.vigie.application.plan.SettingValue;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Settings that are handed on by their names: those of the engine, and a source's options. */
public final class SettingsReader {

    /** What would undo what Vigie promises, and why. */
    private static final Map<String, String> ENGINE_GUARANTEES = Map.ofEntries(
            entry("spark.sql.streaming.checkpointlocation", "write `checkpoint` beside `spark` instead"),
            entry("spark.sql.streaming.checkpointfilemanagerclass", "the checkpoint would not be written whole"),
            entry("spark.sql.streaming.unsupportedoperationcheck", "wrong results would go unseen"),
            entry("spark.sql.streaming.statefuloperator.checkcorrectness.enabled", "wrong results would go unseen"),
            entry("spark.sql.files.ignorecorruptfiles", "readings would be lost unseen"),
            entry("spark.sql.files.ignoremissingfiles", "readings would be lost unseen"),
            entry("spark.sql.session.timezone", "times in tables are UTC"),
            entry("spark.sql.parquet.outputtimestamptype", "times in tables are in microseconds"),
            entry("spark.redaction.regex", "secrets could reach logs"),
            entry("spark.sql.extensions", "Vigie sets it for its tables"),
            entry("spark.sql.catalog.spark_catalog", "Vigie sets it for its tables"),
            entry("spark.databricks.delta.retentiondurationcheck.enabled", "tables in use could lose files"));

    private SettingsReader() {}

    /** Spark's settings. */
    public static Read<io.vavr.collection.Map<String, SettingValue>> engine(YamlNode node) {
        return settings(
                node,
                "a mapping of Spark's settings",
                name -> name.startsWith("spark.")
                        ? refusal(ENGINE_GUARANTEES, name)
                        : Option.some("Spark's settings start with `spark.`, " + Quoted.of(name) + " does not"));
    }

    private static Read<io.vavr.collection.Map<String, SettingValue>> settings(
            YamlNode node, String expected, Function<String, Option<String>> refusal) {
        return settings(node, expected, refusal, SettingsReader::notLiteral);
    }

    /**
     * Settings by name.
     *
     * @param refusal what is wrong with a name, where something is
     * @param check the value that is handed on, or what is wrong with the one that is given
     */
    public static Read<io.vavr.collection.Map<String, SettingValue>> settings(
            YamlNode node,
            String expected,
            Function<String, Option<String>> refusal,
            BiFunction<YamlEntry, SettingValue, Read<SettingValue>> check) {
        return node.entries(expected)
                .flatMap(entries -> Read.each(entries, entry -> setting(entry, refusal, check))
                        .withProblems(YamlMapping.repeated(entries))
                        .map(values -> LinkedHashMap.ofEntries(
                                entries.map(YamlEntry::name).zip(values))));
    }

    private static Read<SettingValue> setting(
            YamlEntry entry,
            Function<String, Option<String>> refusal,
            BiFunction<YamlEntry, SettingValue, Read<SettingValue>> check) {
        if (!entry.key().isText()) {
            return entry.key().invalid("a key is text");
        }
        Option<String> refused = refusal.apply(entry.name());
        if (refused.isDefined()) {
            return entry.key().invalid(refused.get());
        }
        return entry.value().isText()
                ? entry.value().setting("a value").flatMap(value -> check.apply(entry, value))
                : entry.value().wrongKind("a value, in quotes where it is not one word");
    }

    /** The value, unless it may be a secret that the file holds itself. */
    public static Read<SettingValue> notLiteral(YamlEntry entry, SettingValue value) {
        return Secrets.isLiteral(entry.name(), value)
                ? entry.value()
                        .invalid("the value of " + Quoted.of(entry.name())
                                + " may be a secret: give it as ${env:NAME} or ${file:PATH}")
                : Read.value(value);
    }

    /** Why a setting of this name is refused, where it is one of these, named in lower case with their reasons. */
    public static Option<String> refusal(Map<String, String> guarantees, String name) {
        return Option.of(guarantees.get(name.toLowerCase(Locale.ROOT)))
                .map(reason -> Quoted.of(name) + " is not yours to set: " + reason);
    }
}
