package io.vigie.bootstrap.parity;

import io.vavr.collection.HashMap;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Rules;
import io.vigie.domain.rule.Severity;
import java.time.Duration;
import java.time.Instant;

/**
 * Two devices that must change nothing for the others: one whose clock is now in 2099 and now in 1969, and one that was
 * offline for a day and sends its backlog in pieces. The rules for the latter wait for nothing.
 */
final class Disturbance {

    static final String ASTRAY = "astray";
    static final String OFFLINE = "offline";

    /** How many readings of its backlog come with each file but the first, which has one that is older. */
    static final int BACKLOG = 8;

    private static final Instant A_DAY_BEFORE = Instant.parse("2025-12-31T00:00:00Z");

    private static final Rule ON_BACKLOG = Rules.rule("on-backlog")
            .metric("temperature")
            .devices(OFFLINE)
            .raise(Severity.MAJOR, Rules.when("value > 64 or delta(value) > 3"))
            .raise(Severity.CRITICAL, Rules.when("mean(value, 30s) > 61").times(3))
            .build();

    private Disturbance() {}

    /** Whether the device is one of the two. */
    static boolean is(String device) {
        return device.equals(ASTRAY) || device.equals(OFFLINE);
    }

    /** The fleet with both among it. */
    static ParityCase in(ParityCase fleet) {
        return fleet.withRules(fleet.rules().append(ON_BACKLOG))
                .withFiles(fleet.files()
                        .zipWithIndex((file, index) -> new InputFile(
                                file.arrival(),
                                file.readings()
                                        .prepend(reading(
                                                ASTRAY,
                                                99,
                                                Instant.parse("2099-01-01T00:00:00Z")
                                                        .plusSeconds(index)))
                                        .appendAll(backlog(index))
                                        .append(reading(
                                                ASTRAY,
                                                99,
                                                Instant.parse("1969-12-31T23:00:00Z")
                                                        .plusSeconds(index))))));
    }

    private static Vector<SensorReading> backlog(int file) {
        if (file == 0) {
            return Vector.of(reading(OFFLINE, 60, A_DAY_BEFORE));
        }
        return Vector.range(0, BACKLOG)
                .map(i -> (file - 1) * BACKLOG + i)
                .map(i -> reading(OFFLINE, 56 + i * 5 % 13, A_DAY_BEFORE.plus(Duration.ofSeconds(60 + 7L * i))));
    }

    /** The same fleet without them. */
    static ParityCase without(ParityCase disturbed) {
        return disturbed.withFiles(disturbed
                .files()
                .map(file -> new InputFile(
                        file.arrival(),
                        file.readings().reject(reading -> is(reading.device().value())))));
    }

    private static SensorReading reading(String device, double value, Instant measured) {
        return new SensorReading(
                new DeviceId(device), new Metric("temperature"), value, Option.none(), measured, HashMap.empty());
    }
}
