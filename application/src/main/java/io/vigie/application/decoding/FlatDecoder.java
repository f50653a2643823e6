package io.vigie.application.decoding;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.decoding.ScannedValue.Kind;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.Fields;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.RawReading;
import io.vigie.domain.reading.TimeNotation;
import java.nio.charset.StandardCharsets;

/**
 * Decodes messages that are one JSON object of one reading.
 *
 * <p>A null is as good as an absent field. In tags, a number or a boolean is kept as its JSON text, and a null as a field
 * {@code tags} among the rescued ones, so that nothing is dropped.
 */
final class FlatDecoder extends ObjectDecoder {

    private static final byte[] METRIC = "metric".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUE = "value".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UNIT = "unit".getBytes(StandardCharsets.US_ASCII);

    private final ScannedValue metric = new ScannedValue();
    private final ScannedValue value = new ScannedValue();
    private final ScannedValue unit = new ScannedValue();
    private final ScannedValue unknown = new ScannedValue();
    private double number;

    FlatDecoder(DecodingLimits limits, Option<TimeNotation> times) {
        super(limits, times);
    }

    @Override
    void clear() {
        metric.clear();
        value.clear();
        unit.clear();
    }

    @Override
    void read(Slice fieldName) {
        if (fieldName.is(METRIC)) {
            once(metric, "metric");
            scanner.value(metric);
        } else if (fieldName.is(VALUE)) {
            once(value, "value");
            scanner.measurement(value);
            if (value.kind == Kind.NUMBER) {
                number = scanner.number();
            }
        } else if (fieldName.is(UNIT)) {
            once(unit, "unit");
            scanner.value(unit);
        } else {
            scanner.value(unknown);
            rescue(unknown);
        }
    }

    @Override
    boolean isWhole() {
        if (metric.kind != Kind.TEXT
                || value.kind != Kind.NUMBER
                || !Double.isFinite(number)
                || (unit.isPresent() && unit.kind != Kind.TEXT)) {
            return false;
        }
        scanner.text(metric, reading.metric());
        if (!Utf8.isName(reading.metric(), Metric.MAX_LENGTH)) {
            return false;
        }
        reading.value(number);
        if (unit.isPresent()) {
            scanner.text(unit, reading.unit());
            return Utf8.isWithin(reading.unit(), Fields.LONGEST_UNIT);
        }
        return true;
    }

    @Override
    int readings() {
        return 1;
    }

    @Override
    void emit(DecodedMessage target) {
        target.reading(reading);
    }

    @Override
    Seq<Defect> defects() {
        return new RawReading(
                        rawDevice(),
                        RawValues.of(scanner, metric, limits),
                        RawValues.of(scanner, value, limits),
                        rawTimestamp(),
                        RawValues.of(scanner, unit, limits),
                        RawValues.of(scanner, tags, limits))
                .validate(notation())
                .getError();
    }
}
