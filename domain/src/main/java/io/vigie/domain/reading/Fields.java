package io.vigie.domain.reading;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What each field of a message must be. A function here takes the field's path and what it holds, and gives its value
 * in the domain's terms or the field's defects. A field that holds null is as good as absent.
 */
public final class Fields {

    private static final String TIME = "an ISO-8601 time with an offset, or epoch milliseconds";
    private static final int LONGEST_QUOTATION = 40;

    private Fields() {}

    /** A device's name: a string of 1 to {@value DeviceId#MAX_LENGTH} characters. */
    public static Validation<Seq<Defect>, DeviceId> device(String path, Option<RawValue> field) {
        return name(path, field, DeviceId.MAX_LENGTH).map(DeviceId::new);
    }

    /** A metric's name: a string of 1 to {@value Metric#MAX_LENGTH} characters. */
    public static Validation<Seq<Defect>, Metric> metric(String path, Option<RawValue> field) {
        return name(path, field, Metric.MAX_LENGTH).map(Metric::new);
    }

    /** A reading's value: a number that is finite as a double. */
    public static Validation<Seq<Defect>, Double> value(String path, Option<RawValue> field) {
        return required(path, field)
                .flatMap(present -> present.interpret(new Expecting<Double>(path, "a number", present) {
                    @Override
                    public Validation<Seq<Defect>, Double> numeric(String text) {
                        double value = Double.parseDouble(text);
                        return Double.isFinite(value)
                                ? Validation.valid(value + 0.0)
                                : invalid(new Defect.OutOfRange(path, "is not finite"));
                    }
                }));
    }

    /** An event time: ISO-8601 text with an offset, or epoch milliseconds, as {@link EventTime} reads them. */
    public static Validation<Seq<Defect>, Instant> eventTime(String path, Option<RawValue> field) {
        return required(path, field)
                .flatMap(present -> present.interpret(new Expecting<Instant>(path, TIME, present) {
                    @Override
                    public Validation<Seq<Defect>, Instant> text(String text) {
                        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                        return time(path, EventTime.ofText(bytes, 0, bytes.length), text);
                    }

                    @Override
                    public Validation<Seq<Defect>, Instant> numeric(String text) {
                        if (text.endsWith("N") || text.endsWith("y")) {
                            return wrong("a number that is not finite");
                        }
                        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                        return time(path, EventTime.ofMilliseconds(bytes, 0, bytes.length), text);
                    }
                }));
    }

    /** A unit: a string, or nothing. */
    public static Validation<Seq<Defect>, Option<String>> unit(String path, Option<RawValue> field) {
        return present(field)
                .map(present -> present.interpret(new Expecting<Option<String>>(path, "a string", present) {
                    @Override
                    public Validation<Seq<Defect>, Option<String>> text(String text) {
                        return Validation.valid(Option.some(text));
                    }
                }))
                .getOrElse(Validation.valid(Option.none()));
    }

    /**
     * Tags: an object, or nothing. A number or a boolean in it becomes its own text, a null is left out; an object or an
     * array in it is a defect.
     */
    public static Validation<Seq<Defect>, Map<String, String>> tags(String path, Option<RawValue> field) {
        return present(field)
                .map(present -> present.interpret(new Expecting<Map<String, String>>(path, "an object", present) {
                    @Override
                    public Validation<Seq<Defect>, Map<String, String>> members(Map<String, RawValue> members) {
                        return allTags(path, members);
                    }
                }))
                .getOrElse(Validation.valid(LinkedHashMap.empty()));
    }

    /** The path of a field within another: a further step of a JSON Pointer. */
    public static String path(String parent, String field) {
        return parent + "/" + field.replace("~", "~0").replace("/", "~1");
    }

    private static Validation<Seq<Defect>, String> name(String path, Option<RawValue> field, int longest) {
        return required(path, field)
                .flatMap(present -> present.interpret(new Expecting<String>(path, "a string", present) {
                    @Override
                    public Validation<Seq<Defect>, String> text(String text) {
                        if (text.isEmpty()) {
                            return invalid(new Defect.OutOfRange(path, "is empty"));
                        }
                        return text.length() <= longest
                                ? Validation.valid(text)
                                : invalid(new Defect.OutOfRange(
                                        path, "has " + text.length() + " characters, more than " + longest));
                    }
                }));
    }

    private static Validation<Seq<Defect>, Instant> time(String path, long microseconds, String text) {
        if (microseconds == EventTime.NOT_A_TIME) {
            return invalid(new Defect.WrongType(path, TIME, quoted(text)));
        }
        if (microseconds == EventTime.WITHOUT_OFFSET) {
            return invalid(new Defect.WrongType(
                    path, TIME, quoted(text) + ", which needs an offset at its end: Z or one such as +01:00"));
        }
        if (microseconds == EventTime.OUT_OF_RANGE) {
            return invalid(new Defect.OutOfRange(path, "is not within the years 0001 to 9999"));
        }
        return Validation.valid(Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS));
    }

    private static Validation<Seq<Defect>, Map<String, String>> allTags(String path, Map<String, RawValue> members) {
        Map<String, String> tags = LinkedHashMap.empty();
        Seq<Defect> defects = Vector.empty();
        for (var member : members) {
            Validation<Seq<Defect>, Option<String>> tag = tag(path(path, member._1), member._2);
            if (tag.isInvalid()) {
                defects = defects.appendAll(tag.getError());
            } else if (tag.get().isDefined()) {
                tags = tags.put(member._1, tag.get().get());
            }
        }
        return defects.isEmpty() ? Validation.valid(tags) : Validation.invalid(defects);
    }

    private static Validation<Seq<Defect>, Option<String>> tag(String path, RawValue value) {
        return value.interpret(new Expecting<>(path, "a string, a number or a boolean", value) {
            @Override
            public Validation<Seq<Defect>, Option<String>> text(String text) {
                return Validation.valid(Option.some(text));
            }

            @Override
            public Validation<Seq<Defect>, Option<String>> numeric(String text) {
                return Validation.valid(Option.some(text));
            }

            @Override
            public Validation<Seq<Defect>, Option<String>> flag(boolean flag) {
                return Validation.valid(Option.some(String.valueOf(flag)));
            }

            @Override
            public Validation<Seq<Defect>, Option<String>> nothing() {
                return Validation.valid(Option.none());
            }
        });
    }

    private static Option<RawValue> present(Option<RawValue> field) {
        return field.filter(value -> !value.equals(new RawValue.Null()));
    }

    private static Validation<Seq<Defect>, RawValue> required(String path, Option<RawValue> field) {
        return present(field).toValidation(List.of(new Defect.MissingField(path)));
    }

    private static <T> Validation<Seq<Defect>, T> invalid(Defect defect) {
        return Validation.invalid(List.of(defect));
    }

    /** A text for a message to a person: on one line, and not longer than is of use. */
    private static String quoted(String text) {
        String start = text.length() <= LONGEST_QUOTATION ? text : text.substring(0, LONGEST_QUOTATION) + "…";
        return "\"" + start.replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    /** Takes no value: a field overrides the kinds that it does take. */
    private abstract static class Expecting<T> implements RawValue.Algebra<Validation<Seq<Defect>, T>> {

        private final String path;
        private final String expected;
        private final RawValue found;

        Expecting(String path, String expected, RawValue found) {
            this.path = path;
            this.expected = expected;
            this.found = found;
        }

        final Validation<Seq<Defect>, T> wrong(String noun) {
            return invalid(new Defect.WrongType(path, expected, noun));
        }

        @Override
        public Validation<Seq<Defect>, T> text(String text) {
            return wrong(found.noun());
        }

        @Override
        public Validation<Seq<Defect>, T> numeric(String text) {
            return wrong(found.noun());
        }

        @Override
        public Validation<Seq<Defect>, T> flag(boolean value) {
            return wrong(found.noun());
        }

        @Override
        public Validation<Seq<Defect>, T> nothing() {
            return wrong(found.noun());
        }

        @Override
        public Validation<Seq<Defect>, T> members(Map<String, RawValue> members) {
            return wrong(found.noun());
        }

        @Override
        public Validation<Seq<Defect>, T> items() {
            return wrong(found.noun());
        }
    }
}
