package io.vigie.domain.alarm;

import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.RuleId;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * The name of one alarm, from its raising to its clearing: a function of rule, device and raising event time alone,
 * and of its number where several are raised at one instant, so that a replay gives the same names. It is a name-based
 * UUID, version 3 of <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.3">RFC 9562</a>, over these.
 *
 * @param value the UUID's text
 */
public record AlarmId(String value) implements Serializable {

    /** The name of the first alarm that this rule raised for this device at this time. */
    public static AlarmId of(RuleId rule, DeviceId device, Instant raisedAt) {
        return of(rule, device, raisedAt, 1);
    }

    /** The name of one of several that it raised at this time, counted from 1. */
    public static AlarmId of(RuleId rule, DeviceId device, Instant raisedAt, int number) {
        String name = rule.value().length() + ":" + rule.value()
                + device.value().length() + ":" + device.value() + raisedAt.getEpochSecond() + "." + raisedAt.getNano()
                + (number == 1 ? "" : "#" + number);
        return new AlarmId(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
