package io.vigie.application.decoding;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.domain.reading.RawValue;
import java.nio.charset.StandardCharsets;

/** Turns what a scanner has found into the domain's terms, where a message has defects and is to say them all. */
final class RawValues {

    private RawValues() {}

    /** The value of a field; an object comes with its members, but not with theirs. */
    static Option<RawValue> of(JsonScanner scanner, ScannedValue value, DecodingLimits limits) {
        return value.kind == ScannedValue.Kind.OBJECT
                ? Option.some(new RawValue.Members(members(scanner, value, limits)))
                : shallow(scanner, value);
    }

    private static Option<RawValue> shallow(JsonScanner scanner, ScannedValue value) {
        return switch (value.kind) {
            case ABSENT -> Option.none();
            case TEXT -> Option.some(new RawValue.Text(text(scanner, value)));
            case NUMBER, NOT_FINITE -> Option.some(new RawValue.Numeric(written(scanner, value)));
            case TRUE -> Option.some(new RawValue.Flag(true));
            case FALSE -> Option.some(new RawValue.Flag(false));
            case NULL -> Option.some(new RawValue.Null());
            case OBJECT -> Option.some(new RawValue.Members(LinkedHashMap.empty()));
            case ARRAY -> Option.some(new RawValue.Items());
        };
    }

    private static Map<String, RawValue> members(JsonScanner scanner, ScannedValue object, DecodingLimits limits) {
        JsonScanner within = new JsonScanner(limits);
        within.start(scanner.bytes(), object.from, object.to - object.from);
        within.enterObject();
        Map<String, RawValue> members = LinkedHashMap.empty();
        ScannedValue value = new ScannedValue();
        Slice name = new Slice();
        while (within.nextName()) {
            within.value(value);
            within.name(name);
            members = members.put(name.toString(), shallow(within, value).get());
        }
        return members;
    }

    private static String text(JsonScanner scanner, ScannedValue value) {
        Slice text = new Slice();
        scanner.text(value, text);
        return text.toString();
    }

    private static String written(JsonScanner scanner, ScannedValue value) {
        return new String(scanner.bytes(), value.from, value.to - value.from, StandardCharsets.UTF_8);
    }
}
