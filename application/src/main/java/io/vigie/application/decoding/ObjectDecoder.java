package io.vigie.application.decoding;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.decoding.ScannedValue.Kind;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.EventTime;
import io.vigie.domain.reading.Fields;
import io.vigie.domain.reading.Quotation;
import io.vigie.domain.reading.RawValue;
import io.vigie.domain.reading.TimeNotation;
import io.vigie.domain.reading.TimeReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the formats of one object a message share: device, timestamp and tags, and the fields that nobody knows.
 *
 * <p>A message is scanned once, from end to end. If it is one JSON object, its known fields are looked at where they
 * lie; if all are as they must be, the readings point at them. Only if one is not, the fields are made objects of the
 * domain, which then says everything that is wrong.
 */
abstract class ObjectDecoder implements MessageDecoder {

    private static final byte[] DEVICE_ID = "deviceId".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TIMESTAMP = "timestamp".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAGS = "tags".getBytes(StandardCharsets.US_ASCII);

    final DecodingLimits limits;
    final JsonScanner scanner;
    final ScannedValue device = new ScannedValue();
    final ScannedValue timestamp = new ScannedValue();
    final ScannedValue tags = new ScannedValue();
    final DecodedReading reading = new DecodedReading();

    private final Option<TimeNotation> times;
    private final TimeReader timeReader;
    private long arrival;
    private final Growth growth;
    private final Slice sender = new Slice();
    private final Slice name = new Slice();
    private final ScannedValue tag = new ScannedValue();
    private final Names tagNames = new Names();
    private final RescuedFields rescued = new RescuedFields();
    private final RescuedFields rescuedTags = new RescuedFields();
    private boolean tagsAreAsTheyMustBe;

    ObjectDecoder(DecodingLimits limits, Option<TimeNotation> times) {
        this.limits = limits;
        this.scanner = new JsonScanner(limits);
        this.times = times;
        this.timeReader = new TimeReader(notation());
        growth = new Growth(limits.windows());
    }

    @Override
    public final void decode(byte[] buffer, int offset, int length, long arrivalTime, DecodedMessage target) {
        arrival = arrivalTime;
        try {
            scan(buffer, offset, length);
        } catch (MessageRejected rejection) {
            target.rejected(Vector.of(rejection.defect()), 0);
            return;
        }
        if (isWhole() && place()) {
            take(target);
        } else {
            FoundDefects found = new FoundDefects();
            found.addAll(defects());
            found.tell(target);
        }
    }

    private void take(DecodedMessage target) {
        if (growth.isInDoubt(readings(), reading.tags().bytes())) {
            growth.begin();
            emit(growth);
            try {
                growth.mustBeBounded();
            } catch (MessageRejected rejection) {
                target.rejected(Vector.of(rejection.defect()), 0);
                return;
            }
        }
        rescued.add(TAGS, rescuedTags);
        rescued.into(reading.rescued());
        emit(target);
    }

    @Override
    public final void sender(Slice name) {
        sender.set(name);
    }

    @Override
    public final void tagged(int bytes) {
        growth.tagged(bytes);
    }

    /** Forgets the fields of the message before. */
    abstract void clear();

    /** Reads the value of the field of this name, one that the formats do not share. */
    abstract void read(Slice fieldName);

    /** Whether the format's own fields are as they must be; if so the reading has them. */
    abstract boolean isWhole();

    /** How many readings there are, where all is as it must be. */
    abstract int readings();

    /** Hands out the readings; the first one has what was rescued. */
    abstract void emit(DecodedMessage target);

    /** Everything that is wrong with the message, where something is. */
    abstract Seq<Defect> defects();

    private void scan(byte[] buffer, int offset, int length) {
        device.clear();
        timestamp.clear();
        tags.clear();
        tagsAreAsTheyMustBe = true;
        rescued.clear();
        rescuedTags.clear();
        reading.clear();
        clear();
        scanner.start(buffer, offset, length);
        scanner.enterObject();
        while (scanner.nextName()) {
            scanner.name(name);
            readField();
        }
        scanner.finish();
    }

    private void readField() {
        if (name.is(DEVICE_ID)) {
            once(device, "deviceId");
            scanner.value(device);
        } else if (name.is(TIMESTAMP)) {
            once(timestamp, "timestamp");
            scanner.value(timestamp);
            if (times.isEmpty()) {
                rescue(timestamp);
            }
        } else if (name.is(TAGS)) {
            once(tags, "tags");
            readTags();
        } else {
            read(name);
        }
    }

    private void readTags() {
        if (scanner.peek() != '{') {
            scanner.value(tags);
            return;
        }
        int from = scanner.position();
        tagNames.clear();
        scanner.enterObject();
        while (scanner.nextName()) {
            scanner.name(tagNames.next());
            if (!tagNames.add()) {
                throw scanner.malformed(
                        scanner.nameFrom() - 1,
                        "tag " + Quotation.name(tagNames.next().toString()) + " appears twice");
            }
            scanner.value(tag);
            switch (tag.kind) {
                case TEXT, NUMBER, TRUE, FALSE -> addTag();
                case NULL -> rescuedTags.add(scanner, tag);
                case ABSENT, NOT_FINITE, OBJECT, ARRAY -> tagsAreAsTheyMustBe = false;
            }
        }
        tags.set(Kind.OBJECT, from, scanner.position());
    }

    private void addTag() {
        if (reading.tags().size() == Fields.MOST_TAGS) {
            tagsAreAsTheyMustBe = false;
            return;
        }
        int index = reading.tags().add();
        Slice itsName = reading.tags().name(index);
        Slice itsValue = reading.tags().value(index);
        scanner.name(itsName);
        scanner.text(tag, itsValue);
        tagsAreAsTheyMustBe &=
                Utf8.isWithin(itsName, Fields.LONGEST_TAG_NAME) && Utf8.isWithin(itsValue, Fields.LONGEST_TAG_VALUE);
    }

    /** Refuses a known field that comes again. */
    final void once(ScannedValue field, String fieldName) {
        if (field.kind != Kind.ABSENT) {
            throw scanner.malformed(scanner.nameFrom() - 1, fieldName + " appears twice");
        }
    }

    /** Keeps the field that was just read, since the reading has no place for it. */
    final void rescue(ScannedValue value) {
        rescued.add(scanner, value);
    }

    /** Places device, event time and tags in the reading; false where one is not as it must be. */
    private boolean place() {
        if ((tags.isPresent() && tags.kind != Kind.OBJECT) || !tagsAreAsTheyMustBe) {
            return false;
        }
        if (device.kind == Kind.TEXT) {
            scanner.text(device, reading.device());
        } else if (isSenders()) {
            reading.device().set(sender);
        } else {
            return false;
        }
        long eventTime = eventTime();
        reading.eventTime(eventTime);
        return Utf8.isName(reading.device(), DeviceId.MAX_LENGTH) && EventTime.inRange(eventTime);
    }

    private boolean isSenders() {
        return !device.isPresent() && sender.isPresent();
    }

    /** The device in the domain's terms, where there is one. */
    final Option<RawValue> rawDevice() {
        return isSenders() ? Option.some(new RawValue.Text(sender.toString())) : RawValues.of(scanner, device, limits);
    }

    /** The message's time in the domain's terms, where there is one. */
    final Option<RawValue> rawTimestamp() {
        return times.isEmpty()
                ? Option.some(new RawValue.Text(
                        Instant.EPOCH.plus(arrival, ChronoUnit.MICROS).toString()))
                : RawValues.of(scanner, timestamp, limits);
    }

    /** How the message's time is written. */
    final TimeNotation notation() {
        return times.getOrElse(TimeNotation.DEFAULT);
    }

    private long eventTime() {
        if (times.isEmpty()) {
            return arrival;
        }
        return switch (timestamp.kind) {
            case TEXT -> {
                scanner.text(timestamp, name);
                yield timeReader.ofText(name.buffer(), name.offset(), name.offset() + name.length());
            }
            case NUMBER -> timeReader.ofNumber(scanner.bytes(), timestamp.from, timestamp.to);
            default -> EventTime.NOT_A_TIME;
        };
    }
}
