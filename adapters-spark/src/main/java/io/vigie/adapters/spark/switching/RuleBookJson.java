package io.vigie.adapters.spark.switching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Validation;
import io.vigie.domain.rule.Ending;
import io.vigie.domain.rule.EntryDraft;
import io.vigie.domain.rule.EntryKey;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleDefect;
import io.vigie.domain.rule.RuleDraft;
import io.vigie.domain.rule.Rules;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.rule.Trigger;
import io.vigie.domain.text.DurationText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Rules as JSON with the keys of rule files: {@code {"rules":[{"id":…,"raise":[{"severity":…,"when":…}]}]}}. Expressions
 * and durations are texts as people write them, so a person can read the file, and reading it makes nothing but rules.
 */
final class RuleBookJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String RULES = "rules";
    private static final String ID = "id";
    private static final String METRIC = "metric";
    private static final String DEVICES = "devices";
    private static final String RAISE = "raise";
    private static final String SEVERITY = "severity";
    private static final String CLEAR = "clear";
    private static final String MESSAGE = "message";
    private static final String SHADOW = "shadow";

    private RuleBookJson() {}

    static void write(RuleBook book, OutputStream out) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode rules = root.putArray(RULES);
        book.rules().forEach(rule -> put(rule, rules.addObject()));
        JSON.writeValue(out, root);
    }

    /**
     * Reads rules.
     *
     * @throws IOException when it is not JSON, or its JSON is not rules
     */
    static RuleBook read(InputStream in) throws IOException {
        JsonNode list = JSON.readTree(in).path(RULES);
        if (!list.isArray()) {
            throw new IOException("`" + RULES + "` is missing, or no list.");
        }
        Seq<Rule> rules = Vector.empty();
        for (JsonNode rule : list) {
            rules = rules.append(valid(draft(rule).validate()));
        }
        return valid(RuleBook.of(rules));
    }

    private static void put(Rule rule, ObjectNode json) {
        json.put(ID, rule.id().value());
        rule.metric().forEach(metric -> json.put(METRIC, metric.name()));
        json.put(DEVICES, rule.devices().glob());
        ArrayNode entries = json.putArray(RAISE);
        rule.raise().forEach(entry -> put(entry, entries.addObject()));
        json.put(CLEAR, DurationText.print(rule.clearFor()));
        json.put(MESSAGE, rule.message());
        json.put(SHADOW, rule.shadow());
    }

    private static void put(RaiseEntry entry, ObjectNode json) {
        json.put(SEVERITY, entry.severity().word());
        entry.trigger().interpret(new TriggerKeys(json));
        entry.ending().forEach(ending -> put(ending, json));
        if (entry.keepsUndefined()) {
            json.put(EntryKey.UNDEFINED.word(), EntryKey.KEEP);
        }
    }

    private static void put(Ending ending, ObjectNode json) {
        String duration = DurationText.print(ending.duration());
        if (!(ending instanceof Ending.Until until)) {
            json.put(EntryKey.HOLDS.word(), duration);
        } else if (until.duration().isZero()) {
            json.put(EntryKey.UNTIL.word(), until.when().toString());
        } else {
            json.putObject(EntryKey.UNTIL.word())
                    .put(EntryKey.WHEN.word(), until.when().toString())
                    .put(EntryKey.FOR.word(), duration);
        }
    }

    private static RuleDraft draft(JsonNode json) throws IOException {
        RuleDraft draft = Rules.rule(text(json, ID))
                .devices(text(json, DEVICES))
                .clearAfter(duration(json, CLEAR))
                .message(text(json, MESSAGE));
        if (json.has(METRIC)) {
            draft = draft.metric(text(json, METRIC));
        }
        if (json.path(SHADOW).asBoolean()) {
            draft = draft.shadow();
        }
        for (JsonNode entry : json.path(RAISE)) {
            Severity severity = Severity.valueOf(text(entry, SEVERITY).toUpperCase(Locale.ROOT));
            draft = draft.raise(severity, entry(entry));
        }
        return draft;
    }

    private static EntryDraft entry(JsonNode json) throws IOException {
        EntryDraft entry = json.has(EntryKey.SILENT.word())
                ? Rules.silentFor(duration(json, EntryKey.SILENT.word()))
                : Rules.when(text(json, EntryKey.WHEN.word()));
        if (json.has(EntryKey.FOR.word())) {
            entry = entry.heldFor(duration(json, EntryKey.FOR.word()));
        }
        if (json.has(EntryKey.TIMES.word())) {
            entry = entry.times(json.path(EntryKey.TIMES.word()).asInt());
        }
        if (json.has(EntryKey.WITHIN.word())) {
            entry = entry.within(duration(json, EntryKey.WITHIN.word()));
        }
        if (json.has(EntryKey.HOLDS.word())) {
            entry = entry.holds(duration(json, EntryKey.HOLDS.word()));
        }
        JsonNode until = json.path(EntryKey.UNTIL.word());
        if (until.isObject()) {
            entry = entry.until(text(until, EntryKey.WHEN.word()), duration(until, EntryKey.FOR.word()));
        } else if (!until.isMissingNode()) {
            entry = entry.until(text(json, EntryKey.UNTIL.word()));
        }
        if (json.has(EntryKey.UNDEFINED.word())) {
            String undefined = text(json, EntryKey.UNDEFINED.word());
            if (!undefined.equals(EntryKey.KEEP)) {
                throw new IOException(
                        "`" + EntryKey.UNDEFINED.word() + "` is " + undefined + ", and not " + EntryKey.KEEP + ".");
            }
            entry = entry.keepingUndefined();
        }
        return entry;
    }

    private static String text(JsonNode json, String key) throws IOException {
        JsonNode value = json.path(key);
        if (!value.isTextual()) {
            throw new IOException("`" + key + "` is missing, or no text.");
        }
        return value.textValue();
    }

    private static Duration duration(JsonNode json, String key) throws IOException {
        return DurationText.parse(text(json, key)).getOrElseThrow(problem -> new IOException(problem));
    }

    private static <T> T valid(Validation<Seq<RuleDefect>, T> checked) throws IOException {
        return checked.toEither().getOrElseThrow(defects -> new IOException(defects.mkString("; ")));
    }

    /** The keys of an entry that say what makes it hold. */
    private record TriggerKeys(ObjectNode json) implements Trigger.Algebra<ObjectNode> {

        @Override
        public ObjectNode immediately(Trigger.Immediately node) {
            return put(EntryKey.WHEN, node.when());
        }

        @Override
        public ObjectNode heldFor(Trigger.HeldFor node) {
            return put(EntryKey.WHEN, node.when()).put(EntryKey.FOR.word(), DurationText.print(node.duration()));
        }

        @Override
        public ObjectNode repeated(Trigger.Repeated node) {
            return put(EntryKey.WHEN, node.when()).put(EntryKey.TIMES.word(), node.times());
        }

        @Override
        public ObjectNode repeatedWithin(Trigger.RepeatedWithin node) {
            return put(EntryKey.WHEN, node.when())
                    .put(EntryKey.TIMES.word(), node.times())
                    .put(EntryKey.WITHIN.word(), DurationText.print(node.within()));
        }

        @Override
        public ObjectNode silent(Trigger.Silent node) {
            return json.put(EntryKey.SILENT.word(), DurationText.print(node.duration()));
        }

        private ObjectNode put(EntryKey key, Object expression) {
            return json.put(key.word(), expression.toString());
        }
    }
}
