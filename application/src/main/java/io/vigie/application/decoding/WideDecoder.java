package io.vigie.application.decoding;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import io.vigie.application.decoding.ScannedValue.Kind;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.Fields;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Quotation;
import io.vigie.domain.reading.TimeNotation;
import java.util.Arrays;

/**
 * Decodes messages that are one JSON object of many readings, of one device and time: every further field with a number
 * is a metric. The readings come in the message's order, or none of them; the first one has what was rescued.
 */
final class WideDecoder extends ObjectDecoder {

    private final ScannedValue value = new ScannedValue();
    private final Names metrics = new Names();
    private double[] numbers = new double[16];

    WideDecoder(DecodingLimits limits, Option<TimeNotation> times) {
        super(limits, times);
    }

    @Override
    void clear() {
        metrics.clear();
    }

    @Override
    void read(Slice fieldName) {
        scanner.measurement(value);
        if (value.kind == Kind.NUMBER) {
            addMetric(scanner.number());
        } else if (value.kind == Kind.NOT_FINITE) {
            addMetric(Double.NaN);
        } else {
            rescue(value);
        }
    }

    private void addMetric(double number) {
        int index = metrics.size();
        if (index == limits.maxReadings()) {
            throw new MessageRejected(
                    new Defect.TooLarge("the message has more than " + limits.maxReadings() + " readings"));
        }
        scanner.name(metrics.next());
        if (!metrics.add()) {
            throw scanner.malformed(
                    scanner.nameFrom() - 1, Quotation.name(metrics.next().toString()) + " appears twice");
        }
        if (index == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * index);
        }
        numbers[index] = number;
    }

    @Override
    boolean isWhole() {
        for (int i = 0; i < metrics.size(); i++) {
            if (!Double.isFinite(numbers[i]) || !Utf8.isName(metrics.get(i), Metric.MAX_LENGTH)) {
                return false;
            }
        }
        return metrics.size() > 0;
    }

    @Override
    int readings() {
        return metrics.size();
    }

    @Override
    void emit(DecodedMessage target) {
        for (int i = 0; i < metrics.size(); i++) {
            Slice metric = metrics.get(i);
            reading.metric().set(metric.buffer(), metric.offset(), metric.length());
            reading.value(numbers[i]);
            target.reading(reading);
            // What was rescued is the message's: beside each of thousands of readings it would be thousands of times as
            // much.
            reading.rescued().clear();
        }
    }

    @Override
    Seq<Defect> defects() {
        return defectsOf(Fields.device("/deviceId", rawDevice()))
                .appendAll(defectsOfMetrics())
                .appendAll(defectsOf(Fields.eventTime("/timestamp", rawTimestamp(), notation())))
                .appendAll(defectsOf(Fields.tags("/tags", RawValues.of(scanner, tags, limits))));
    }

    private Seq<Defect> defectsOfMetrics() {
        if (metrics.size() == 0) {
            return Vector.of(new Defect.MissingField("/<metric>"));
        }
        Seq<Defect> defects = Vector.empty();
        for (int i = 0; i < metrics.size(); i++) {
            Slice metric = metrics.get(i);
            String path = Fields.path("", metric.toString());
            if (metric.length() == 0) {
                defects = defects.append(new Defect.OutOfRange(path, "is a metric without a name"));
            } else if (!Utf8.isName(metric, Metric.MAX_LENGTH)) {
                defects = defects.append(new Defect.OutOfRange(
                        path,
                        "is a metric's name of " + Utf8.length(metric) + " characters, more than "
                                + Metric.MAX_LENGTH));
            }
            if (!Double.isFinite(numbers[i])) {
                defects = defects.append(new Defect.OutOfRange(path, "is not finite"));
            }
        }
        return defects;
    }

    private static Seq<Defect> defectsOf(Validation<Seq<Defect>, ?> field) {
        return field.isInvalid() ? field.getError() : Vector.empty();
    }
}
