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

    /** The most characters of a unit. */
    public static final int LONGEST_UNIT = 256;

    /** The most tags of a reading. */
    public static final int MOST_TAGS = 256;

    /** The most characters of a tag's name. */
    public static final int LONGEST_TAG_NAME = 256;

    /** The most characters of a tag's value. */
    public static final int LONGEST_TAG_VALUE = 4_096;

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

    /** An event time: ISO-8601 text or a number, as a {@link TimeReader} of this notation reads them. */
    public static Validation<Seq<Defect>, Instant> eventTime(
            String path, Option<RawValue> field, TimeNotation notation) {
        return required(path, field)
                .flatMap(present -> present.interpret(new Expecting<Instant>(path, notation.noun(), present) {
                    @Override
                    public Validation<Seq<Defect>, Instant> text(String text) {
                        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                        long time = new TimeReader(notation).ofText(bytes, 0, bytes.length);
                        if (time == EventTime.NOT_A_TIME) {
                            return wrong(Quotation.value(text));
                        }
                        if (time == EventTime.WITHOUT_OFFSET) {
                            return wrong(Quotation.value(text)
                                    + ", which needs an offset at its end: Z or one such as +01:00");
                        }
                        return time(path, time, text.strip());
                    }

                    @Override
                    public Validation<Seq<Defect>, Instant> numeric(String text) {
                        if (text.endsWith("N") || text.endsWith("y")) {
                            return wrong("a number that is not finite");
                        }
                        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                        return time(path, new TimeReader(notation).ofNumber(bytes, 0, bytes.length), text);
                    }
                }));
    }

    /** A unit: a string of at most {@value #LONGEST_UNIT} characters, or nothing. */
    public static Validation<Seq<Defect>, Option<String>> unit(String path, Option<RawValue> field) {
        return present(field)
                .map(present -> present.interpret(new Expecting<Option<String>>(path, "a string", present) {
                    @Override
                    public Validation<Seq<Defect>, Option<String>> text(String text) {
                        return text.length() <= LONGEST_UNIT
                                ? Validation.valid(Option.some(text))
                                : invalid(tooLong(path, text, LONGEST_UNIT));
                    }
                }))
                .getOrElse(Validation.valid(Option.none()));
    }

    /**
     * Tags: an object, or nothing. A number or a boolean in it becomes its own text, a null is left out; an object or an
     * array in it is a defect, and so is what is beyond the bounds here.
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

    /** The path of a field within another: a further step of a JSON Pointer; of a very long name, the beginning. */
    public static String path(String parent, String field) {
        return parent + "/" + Quotation.name(field).replace("~", "~0").replace("/", "~1");
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
                                : invalid(tooLong(path, text, longest));
                    }
                }));
    }

    private static Validation<Seq<Defect>, Instant> time(String path, long microseconds, String text) {
        if (microseconds == TimeReader.UNLIKELY) {
            return invalid(new Defect.OutOfRange(path, unlikely(text.getBytes(StandardCharsets.UTF_8))));
        }
        if (microseconds == EventTime.OUT_OF_RANGE) {
            return invalid(new Defect.OutOfRange(path, "is not within the years 0001 to 9999"));
        }
        return Validation.valid(Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS));
    }

    /** What a number seems to be that is no likely time in milliseconds. */
    private static String unlikely(byte[] number) {
        String years = " the years " + TimeReader.FIRST_LIKELY_YEAR + " to " + TimeReader.LAST_LIKELY_YEAR;
        Seq<EpochUnit> units = TimeReader.likelyUnits(number, 0, number.length);
        return "in milliseconds is not within" + years
                + (units.isEmpty()
                        ? "; if it is meant, say so with payload.time: { unit: ms }"
                        : ", but looks like " + units.map(EpochUnit::noun).mkString(" or ")
                                + "; if that is its unit, say so with payload.time: "
                                + units.map(unit -> "{ unit: " + unit.word() + " }")
                                        .mkString(" or "));
    }

    private static Validation<Seq<Defect>, Map<String, String>> allTags(String path, Map<String, RawValue> members) {
        int count = members.count(member -> !member._2.equals(new RawValue.Null()));
        if (count > MOST_TAGS) {
            return invalid(new Defect.OutOfRange(path, "has " + count + " tags, more than " + MOST_TAGS));
        }
        Map<String, String> tags = LinkedHashMap.empty();
        Seq<Defect> defects = Vector.empty();
        for (var member : members) {
            Validation<Seq<Defect>, Option<String>> tag = tag(path(path, member._1), member._2);
            if (member._1.length() > LONGEST_TAG_NAME) {
                defects = defects.append(new Defect.OutOfRange(
                        path(path, member._1),
                        "is a tag's name of " + member._1.length() + " characters, more than " + LONGEST_TAG_NAME));
            } else if (tag.isInvalid()) {
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
                return text.length() <= LONGEST_TAG_VALUE
                        ? Validation.valid(Option.some(text))
                        : invalid(tooLong(path, text, LONGEST_TAG_VALUE));
            }

            @Override
            public Validation<Seq<Defect>, Option<String>> numeric(String text) {
                return text(text);
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

    private static Defect tooLong(String path, String text, int longest) {
        return new Defect.OutOfRange(path, "has " + text.length() + " characters, more than " + longest);
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
