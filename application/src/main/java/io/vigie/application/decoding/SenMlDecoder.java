package io.vigie.application.decoding;

import io.vavr.collection.Vector;
import io.vigie.application.decoding.ScannedValue.Kind;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.EventTime;
import io.vigie.domain.reading.Fields;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Quotation;
import java.nio.charset.StandardCharsets;

/**
 * Decodes SenML packs, the JSON form of <a href="https://www.rfc-editor.org/rfc/rfc8428">RFC 8428</a>.
 *
 * <p>A pack is read twice: first to see that it is one, so that nothing of a broken pack is handed out, then for its
 * readings. A pack that is JSON, of a version we know and without fields that a reader must understand gives a reading
 * for each record that is good, and one rejection for all the others. A base field of the wrong type rejects the whole
 * pack, as every later record rests on it.
 *
 * <ul>
 *   <li>Device and metric: with both a base name and a name, the base name (without one {@code : / . - _} at its end) is
 *       the device and the name the metric. With one of them, it is the device (a base name again without its end) and
 *       the unit is the metric, since nothing else may tell the records of a position apart; without a unit it is
 *       {@code value}.
 *   <li>Where a {@linkplain #sender sender} is known, a record without base name is its: the name is the metric, or
 *       without one the unit.
 *   <li>Value: {@code v}, or {@code bv}, or their sum; {@code vb} is 1 or 0, whatever {@code bv} is. Texts and data
 *       ({@code vs}, {@code vd}) and sums alone ({@code s}) are no readings and are rejected.
 *   <li>Time: {@code bt} and {@code t}, each cut off to microseconds, added; below 2<sup>28</sup> s counted from the
 *       arrival.
 *   <li>What else there is, {@code s}, {@code bs} and {@code ut} too, is rescued; what a record of base fields alone
 *       has goes to the next reading. A null is as good as an absent field.
 * </ul>
 */
final class SenMlDecoder implements MessageDecoder {

    private static final double VERSION = 10;
    private static final long FIRST_ABSOLUTE_TIME = (1L << 28) * 1_000_000;
    private static final byte[] VERSION_LABEL = "bver".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUE = "value".getBytes(StandardCharsets.US_ASCII);

    /** So many bytes of a name are more characters than are quoted. */
    private static final int QUOTED = 4_096;

    private static final String A_NUMERIC_VALUE = "a value that is a number (v) or a boolean (vb)";

    private final DecodingLimits limits;
    private final JsonScanner scanner;
    private final DecodedReading reading = new DecodedReading();
    private final RescuedFields rescued = new RescuedFields();
    private final Slice label = new Slice();

    private final ScannedValue baseNameField = new ScannedValue();
    private final ScannedValue baseTimeField = new ScannedValue();
    private final ScannedValue baseUnitField = new ScannedValue();
    private final ScannedValue baseValueField = new ScannedValue();
    private final ScannedValue baseSum = new ScannedValue();
    private final ScannedValue version = new ScannedValue();
    private final ScannedValue name = new ScannedValue();
    private final ScannedValue unit = new ScannedValue();
    private final ScannedValue value = new ScannedValue();
    private final ScannedValue text = new ScannedValue();
    private final ScannedValue flag = new ScannedValue();
    private final ScannedValue data = new ScannedValue();
    private final ScannedValue sum = new ScannedValue();
    private final ScannedValue time = new ScannedValue();
    private final ScannedValue updateTime = new ScannedValue();
    private final ScannedValue unknown = new ScannedValue();
    private final ScannedValue[] fields = {
        baseNameField,
        baseTimeField,
        baseUnitField,
        baseValueField,
        baseSum,
        version,
        name,
        unit,
        value,
        text,
        flag,
        data,
        sum,
        time,
        updateTime
    };
    private double number;
    private double versionNumber;
    private double baseNumber;

    private final Slice sender = new Slice();
    private final Slice baseName = new Slice();

    /** Found out once: a long base name is that of many records. */
    private boolean isBaseNameOne = true;

    private final Slice baseUnit = new Slice();
    private long baseTime;
    private double baseValue;
    private boolean hasBaseValue;

    private final FoundDefects defects = new FoundDefects();
    private final Growth growth;

    SenMlDecoder(DecodingLimits limits) {
        this.limits = limits;
        this.scanner = new JsonScanner(limits);
        growth = new Growth(limits.windows());
    }

    @Override
    public void decode(byte[] buffer, int offset, int length, long arrivalTime, DecodedMessage target) {
        try {
            scanner.start(buffer, offset, length);
            mustNotGrow(check(), arrivalTime);
        } catch (MessageRejected rejection) {
            target.rejected(Vector.of(rejection.defect()), 0);
            return;
        }
        scanner.restart();
        resolve(arrivalTime, target);
    }

    private void mustNotGrow(int records, long arrivalTime) {
        if (growth.isInDoubt(records, 0)) {
            scanner.restart();
            growth.begin();
            resolve(arrivalTime, growth);
            growth.mustBeBounded();
        }
    }

    @Override
    public void sender(Slice device) {
        sender.set(device);
    }

    @Override
    public void tagged(int bytes) {
        growth.tagged(bytes);
    }

    /** Reads the whole pack to its end, and throws where it is none; answers with the number of its records. */
    private int check() {
        clearBase();
        scanner.enterArray();
        int records = 0;
        while (scanner.nextItem()) {
            if (records == limits.maxReadings()) {
                throw new MessageRejected(
                        new Defect.TooLarge("the pack has more than " + limits.maxReadings() + " records"));
            }
            rescued.clear();
            readRecord(records++);
        }
        if (records == 0) {
            throw scanner.malformed(scanner.position() - 1, "a pack without a record");
        }
        scanner.finish();
        return records;
    }

    /** Reads the pack again and hands out its readings, and at the end what is wrong with the others. */
    private void resolve(long arrivalTime, DecodedMessage target) {
        clearBase();
        rescued.clear();
        defects.clear();
        boolean silent = true;
        int index = 0;
        scanner.enterArray();
        for (; scanner.nextItem(); index++) {
            readRecord(index);
            if (!isMeasurement()) {
                continue;
            }
            int before = defects.size();
            resolveRecord(index, arrivalTime);
            if (defects.size() == before) {
                rescued.into(reading.rescued());
                target.reading(reading);
            }
            silent = false;
            rescued.clear();
        }
        if (silent || !rescued.isEmpty()) {
            // Base fields alone, and no reading to rest on them: the message would vanish without a word.
            defects.add(new Defect.MissingField(path(index - 1, "v")));
        }
        defects.tell(target);
    }

    private void clearBase() {
        baseName.clear();
        isBaseNameOne = true;
        baseUnit.clear();
        baseTime = 0;
        baseValue = 0;
        hasBaseValue = false;
    }

    private void readRecord(int index) {
        for (ScannedValue field : fields) {
            field.clear();
        }
        scanner.enterObject();
        while (scanner.nextName()) {
            scanner.name(label);
            readField();
        }
        takeVersion(index);
        takeBase(index);
    }

    private void readField() {
        byte[] bytes = label.buffer();
        int from = label.offset();
        int length = label.length();
        byte first = length > 0 ? bytes[from] : 0;
        ScannedValue field = unknown;
        if (length == 1) {
            field = ofOneLetter(first);
        } else if (length == 2) {
            field = ofTwoLetters(first, bytes[from + 1]);
        } else if (label.is(VERSION_LABEL)) {
            field = version;
        }
        if (field == unknown) {
            if (length > 0 && bytes[from + length - 1] == '_') {
                throw scanner.malformed(
                        scanner.nameFrom() - 1,
                        "the field " + Quotation.name(label.toString())
                                + ", which a reader must understand and Vigie does not,");
            }
            scanner.value(unknown);
            rescued.add(scanner, unknown);
            return;
        }
        if (field.kind != Kind.ABSENT) {
            throw scanner.malformed(scanner.nameFrom() - 1, label + " appears twice");
        }
        if (field == value) {
            scanner.measurement(value);
            number = value.kind == Kind.NUMBER ? scanner.number() : Double.NaN;
        } else {
            scanner.value(field);
        }
        if (field.kind == Kind.NUMBER && field == version) {
            versionNumber = scanner.number();
        } else if (field.kind == Kind.NUMBER && field == baseValueField) {
            baseNumber = scanner.number();
        }
        if (field == sum || field == baseSum || field == updateTime) {
            rescued.add(scanner, field);
        }
    }

    private ScannedValue ofOneLetter(byte letter) {
        return switch (letter) {
            case 'n' -> name;
            case 'u' -> unit;
            case 'v' -> value;
            case 's' -> sum;
            case 't' -> time;
            default -> unknown;
        };
    }

    private ScannedValue ofTwoLetters(byte first, byte second) {
        if (first == 'b') {
            return switch (second) {
                case 'n' -> baseNameField;
                case 't' -> baseTimeField;
                case 'u' -> baseUnitField;
                case 'v' -> baseValueField;
                case 's' -> baseSum;
                default -> unknown;
            };
        }
        if (first == 'v') {
            return switch (second) {
                case 's' -> text;
                case 'b' -> flag;
                case 'd' -> data;
                default -> unknown;
            };
        }
        return first == 'u' && second == 't' ? updateTime : unknown;
    }

    private void takeVersion(int index) {
        if (!version.isPresent()) {
            return;
        }
        boolean whole = version.kind == Kind.NUMBER && versionNumber >= 1 && versionNumber == Math.rint(versionNumber);
        if (!whole || versionNumber > VERSION) {
            throw scanner.malformed(
                    version.writtenFrom(), "a SenML version (/" + index + "/bver) that is not one of 1 to 10");
        }
    }

    /** Takes the record's base fields, which hold for it and for those after it. */
    private void takeBase(int index) {
        if (baseNameField.isPresent()) {
            require(baseNameField, Kind.TEXT, index, "bn", "a string");
            scanner.text(baseNameField, baseName);
            isBaseNameOne = isName(baseName, true);
        }
        if (baseUnitField.isPresent()) {
            require(baseUnitField, Kind.TEXT, index, "bu", "a string");
            scanner.text(baseUnitField, baseUnit);
        }
        if (baseTimeField.isPresent()) {
            require(baseTimeField, Kind.NUMBER, index, "bt", "a number");
            baseTime = EventTime.secondsInMicroseconds(scanner.bytes(), baseTimeField.from, baseTimeField.to);
            if (baseTime == EventTime.OUT_OF_RANGE) {
                throw new MessageRejected(new Defect.OutOfRange(path(index, "bt"), "is beyond any time"));
            }
        }
        if (baseValueField.isPresent()) {
            require(baseValueField, Kind.NUMBER, index, "bv", "a number");
            if (!Double.isFinite(baseNumber)) {
                throw new MessageRejected(new Defect.OutOfRange(path(index, "bv"), "is not finite"));
            }
            baseValue = baseNumber;
            hasBaseValue = true;
        }
    }

    private static void require(ScannedValue field, Kind kind, int index, String fieldLabel, String noun) {
        if (field.kind != kind) {
            throw new MessageRejected(new Defect.WrongType(path(index, fieldLabel), noun, field.kind.noun()));
        }
    }

    /** Whether the record has more than base fields, so that it should give a reading. */
    private boolean isMeasurement() {
        return name.isPresent()
                || unit.isPresent()
                || value.isPresent()
                || text.isPresent()
                || flag.isPresent()
                || data.isPresent()
                || sum.isPresent()
                || time.isPresent()
                || updateTime.isPresent();
    }

    /** Places the record in the reading, or adds what is wrong with it. */
    private void resolveRecord(int index, long arrivalTime) {
        reading.clear();
        resolveUnit(index);
        resolveName(index);
        resolveValue(index);
        resolveTime(index, arrivalTime);
    }

    private void resolveUnit(int index) {
        if (unit.kind == Kind.TEXT) {
            scanner.text(unit, reading.unit());
        } else if (unit.isPresent()) {
            defects.add(new Defect.WrongType(path(index, "u"), "a string", unit.kind.noun()));
        } else if (baseUnit.isPresent()) {
            reading.unit().set(baseUnit.buffer(), baseUnit.offset(), baseUnit.length());
        }
        if (!Utf8.isWithin(reading.unit(), Fields.LONGEST_UNIT)) {
            defects.add(new Defect.OutOfRange(
                    path(index, "u"),
                    "makes a unit of " + Utf8.length(reading.unit()) + " characters, more than "
                            + Fields.LONGEST_UNIT));
        }
    }

    private void resolveName(int index) {
        Slice own = reading.metric();
        if (name.kind == Kind.TEXT) {
            scanner.text(name, own);
        } else if (name.isPresent()) {
            defects.add(new Defect.WrongType(path(index, "n"), "a string", name.kind.noun()));
            return;
        }
        boolean senders = baseName.length() == 0 && sender.isPresent();
        if (own.length() + baseName.length() == 0 && !senders) {
            defects.add(new Defect.MissingField(path(index, "n")));
            return;
        }
        if (!isBaseNameOne || !isName(own, baseName.length() == 0)) {
            defects.add(new Defect.OutOfRange(
                    path(index, "n"),
                    "makes the name \"" + printable(baseName, own)
                            + "\", but a name has only letters, digits, and - : . / _ after its first character"));
            return;
        }
        if (senders) {
            reading.device().set(sender);
        } else if (baseName.length() == 0) {
            reading.device().set(own);
        } else {
            int last = baseName.offset() + baseName.length() - 1;
            int length = isAlphanumeric(baseName.buffer()[last]) ? baseName.length() : baseName.length() - 1;
            reading.device().set(baseName.buffer(), baseName.offset(), length);
        }
        if (own.length() == 0 || (baseName.length() == 0 && !senders)) {
            metricOfUnit(own);
        }
        if (!Utf8.isName(reading.device(), DeviceId.MAX_LENGTH)) {
            defects.add(() -> tooLong(path(index, "n"), reading.device(), "device"));
        }
        if (!Utf8.isName(reading.metric(), Metric.MAX_LENGTH)) {
            defects.add(() -> tooLong(path(index, "n"), reading.metric(), "metric"));
        }
    }

    private void metricOfUnit(Slice metric) {
        Slice symbol = reading.unit();
        if (symbol.length() == 0) {
            metric.set(VALUE, 0, VALUE.length);
        } else {
            metric.set(symbol.buffer(), symbol.offset(), symbol.length());
        }
    }

    private static Defect tooLong(String path, Slice name, String what) {
        return new Defect.OutOfRange(
                path,
                "makes a " + what + "'s name of " + Utf8.length(name) + " characters, more than " + Metric.MAX_LENGTH);
    }

    private void resolveValue(int index) {
        int values = (value.isPresent() ? 1 : 0)
                + (flag.isPresent() ? 1 : 0)
                + (text.isPresent() ? 1 : 0)
                + (data.isPresent() ? 1 : 0);
        if (values > 1) {
            defects.add(new Defect.WrongType("/" + index, "a record of one value", "one of " + values));
        }
        if (text.isPresent()) {
            defects.add(new Defect.WrongType(path(index, "vs"), A_NUMERIC_VALUE, text.kind.noun()));
        }
        if (data.isPresent()) {
            defects.add(new Defect.WrongType(path(index, "vd"), A_NUMERIC_VALUE, "data"));
        }
        if (flag.kind == Kind.TRUE || flag.kind == Kind.FALSE) {
            reading.value(flag.kind == Kind.TRUE ? 1 : 0);
        } else if (flag.isPresent()) {
            defects.add(new Defect.WrongType(path(index, "vb"), "a boolean", flag.kind.noun()));
        }
        if (value.kind == Kind.NUMBER || value.kind == Kind.NOT_FINITE) {
            double resolved = number + baseValue;
            reading.value(resolved);
            if (!Double.isFinite(resolved)) {
                defects.add(new Defect.OutOfRange(path(index, "v"), "is not finite"));
            }
        } else if (value.isPresent()) {
            defects.add(new Defect.WrongType(path(index, "v"), "a number", value.kind.noun()));
        } else if (values == 0 && hasBaseValue) {
            reading.value(baseValue);
        } else if (values == 0) {
            defects.add(new Defect.MissingField(path(index, "v")));
        }
    }

    private void resolveTime(int index, long arrivalTime) {
        long own = 0;
        if (time.kind == Kind.NUMBER) {
            own = EventTime.secondsInMicroseconds(scanner.bytes(), time.from, time.to);
        } else if (time.isPresent()) {
            defects.add(new Defect.WrongType(path(index, "t"), "a number", time.kind.noun()));
            return;
        }
        long resolved = own;
        if (own != EventTime.OUT_OF_RANGE) {
            resolved = baseTime + own;
            if (resolved < FIRST_ABSOLUTE_TIME) {
                resolved += arrivalTime;
            }
        }
        if (EventTime.inRange(resolved)) {
            reading.eventTime(resolved);
        } else {
            defects.add(
                    new Defect.OutOfRange(path(index, "t"), "makes a time that is not within the years 0001 to 9999"));
        }
    }

    /** Whether a part of a name has only the characters of one; its beginning has fewer to choose from. */
    private static boolean isName(Slice part, boolean begins) {
        byte[] bytes = part.buffer();
        for (int i = 0; i < part.length(); i++) {
            byte character = bytes[part.offset() + i];
            if (!isAlphanumeric(character) && ((begins && i == 0) || !isSeparator(character))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(byte character) {
        return (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z');
    }

    private static boolean isSeparator(byte character) {
        return character == ':' || character == '/' || character == '.' || character == '-' || character == '_';
    }

    private static String path(int index, String fieldLabel) {
        return "/" + index + "/" + fieldLabel;
    }

    private static String printable(Slice base, Slice own) {
        return Quotation.name(base.beginning(QUOTED) + own.beginning(QUOTED)).replaceAll("\\p{Cntrl}", "?");
    }
}
