package io.vigie.application.simulation;

import io.vavr.collection.TreeMap;
import io.vigie.domain.reading.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Simulates a fleet: its devices measure, some readings take their time to arrive, some fields are new to everybody,
 * and now and then a device stammers, sending beside a good message a garbled one.
 *
 * <p>All chance comes from the spec's seed and all time from its start. Memory grows with the devices and not with the
 * readings. One simulation serves any number of calls, one after the other.
 */
public final class FleetSimulation implements SimulateFleet {

    private final WriteTelemetry telemetry;

    /** @param telemetry takes what is simulated */
    public FleetSimulation(WriteTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public SimulationSummary simulate(FleetSpec fleet) {
        return new Run(fleet, telemetry).run();
    }

    /** One run. Streams of chance of their own keep what is delayed and garbled from changing what is measured. */
    private static final class Run {

        private static final long STREAM_OF_DELIVERY = -1;
        private static final long STREAM_OF_BAD_MESSAGES = -2;
        private static final long STREAM_OF_UNKNOWN_FIELDS = -3;
        private static final double SHARE_OF_UNKNOWN_FIELDS = 0.005;

        private final FleetSpec spec;
        private final WriteTelemetry telemetry;
        private final Fleet fleet;
        private final long good;
        private final long maxDelay;
        private final SeededRandom delivery;
        private final SeededRandom badMessages;
        private final SeededRandom unknownFields;
        private final SimulatedReading measurement = new SimulatedReading();
        private final MessageBuffer message = new MessageBuffer();
        private final PriorityQueue<DelayedMessage> onTheirWay = new PriorityQueue<>();
        private final Map<RejectionReason, Long> bad = new EnumMap<>(RejectionReason.class);
        private long now;
        private long measured;
        private long delayed;
        private long withUnknownFields;

        Run(FleetSpec spec, WriteTelemetry telemetry) {
            this.spec = spec;
            this.telemetry = telemetry;
            fleet = new Fleet(spec, telemetry::label);
            good = spec.readings() - spec.badMessages();
            maxDelay = spec.maxDelay().toMillis();
            delivery = new SeededRandom(spec.seed(), STREAM_OF_DELIVERY);
            badMessages = new SeededRandom(spec.seed(), STREAM_OF_BAD_MESSAGES);
            unknownFields = new SeededRandom(spec.seed(), STREAM_OF_UNKNOWN_FIELDS);
            now = spec.start().toEpochMilli();
        }

        SimulationSummary run() {
            long badLeft = spec.badMessages();
            for (long number = 0; number < spec.readings(); number++) {
                // Knuth's algorithm S: exactly as many as wanted, every choice of places as likely.
                if (badMessages.nextDouble() * (spec.readings() - number) < badLeft) {
                    badLeft--;
                    deliverBad(number);
                } else {
                    deliverGood();
                }
            }
            fleet.labelTheRest();
            SimulationSummary summary = new SimulationSummary(
                    spec.devices(),
                    spec.readings(),
                    good,
                    TreeMap.ofAll(bad),
                    TreeMap.ofAll(fleet.labelled()),
                    delayed,
                    withUnknownFields,
                    fleet.firstEventTime(),
                    fleet.lastEventTime());
            telemetry.complete(summary);
            return summary;
        }

        private void deliverGood() {
            while (true) {
                DelayedMessage arriving = onTheirWay.peek();
                if (arriving != null && (measured == good || arriving.deliveredAt() <= fleet.nextTime())) {
                    onTheirWay.remove();
                    now = arriving.deliveredAt();
                    telemetry.message(arriving.device(), arriving.bytes(), 0, arriving.bytes().length, now);
                    return;
                }
                fleet.measure(measurement);
                measured++;
                writeReading();
                if (!delivery.happens(spec.delayedShare())) {
                    now = measurement.time();
                    telemetry.message(measurement.device(), message.array(), 0, message.length(), now);
                    return;
                }
                long delay = (long) (delivery.nextDouble() * maxDelay);
                onTheirWay.add(
                        new DelayedMessage(measurement.time() + delay, delayed, measurement.device(), message.copy()));
                delayed++;
            }
        }

        private void writeReading() {
            measurement.writeOpen(message);
            if (unknownFields.happens(SHARE_OF_UNKNOWN_FIELDS)) {
                withUnknownFields++;
                message.latin1(UnknownFields.any(unknownFields));
            }
            message.latin1("}");
        }

        /** Garbles what is next to be measured; that is still measured and delivered, so that no reading is lost. */
        private void deliverBad(long number) {
            if (measured == good) {
                fleet.pass();
                now = Math.max(now, fleet.nextTime());
            }
            fleet.glimpse(now, measurement);
            measurement.writeOpen(message);
            message.latin1("}");
            BadMessage kind = BadMessage.any(badMessages);
            String whole = new String(message.array(), 0, message.length(), StandardCharsets.ISO_8859_1);
            message.clear();
            message.latin1(kind.garble(whole, badMessages));
            telemetry.message(measurement.device(), message.array(), 0, message.length(), now);
            bad.merge(kind.reason(), 1L, Long::sum);
            telemetry.label(new Label.BadMessage(
                    number,
                    measurement.device(),
                    measurement.metric(),
                    Instant.ofEpochMilli(now),
                    kind.reason(),
                    kind.description()));
        }
    }
}
