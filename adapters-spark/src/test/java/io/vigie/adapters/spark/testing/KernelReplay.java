package io.vigie.adapters.spark.testing;

import io.vavr.collection.Seq;
import io.vigie.application.decoding.DecodedMessage;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.decoding.DecodingLimits;
import io.vigie.application.decoding.MessageDecoder;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.Arrival;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.monitor.MonitoredDevice;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.SensorReading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;

/** The kernel without any engine: messages one after the other, as they arrive. What every engine must come to. */
public final class KernelReplay {

    private final PipelinePlan plan;
    private final FleetMonitor fleet;
    private final MessageDecoder decoder;
    private final Map<String, MonitoredDevice> devices = new HashMap<>();
    private final List<String> alarms = new ArrayList<>();
    private final List<String> readings = new ArrayList<>();
    private int rejected;
    private long latestArrival = Microseconds.NONE;

    /** Under a pipeline's rules and times. */
    public KernelReplay(PipelinePlan plan) {
        this.plan = plan;
        fleet = new FleetMonitor(plan.rules(), plan.time());
        decoder = MessageDecoder.of(plan.payload().format(), DecodingLimits.DEFAULT);
    }

    /** The next message. */
    public void message(String text, Instant arrival) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long arrived = Microseconds.of(arrival);
        Set<MonitoredDevice> sending = new LinkedHashSet<>();
        decoder.decode(bytes, 0, bytes.length, arrived, new DecodedMessage() {
            @Override
            public void reading(DecodedReading reading) {
                if (plan.time().isFuture(reading.eventTime(), arrived)) {
                    rejected++;
                } else {
                    take(reading, arrived, sending);
                }
            }

            @Override
            public void rejected(Seq<Defect> defects, int more) {
                rejected++;
            }
        });
        sending.forEach(MonitoredDevice::end);
    }

    /** The pipeline's clock, as the messages so far have moved it, reaches every device. */
    public void advanceClock() {
        devices.values().forEach(device -> device.advanceClock(latestArrival));
    }

    private void take(DecodedReading reading, long arrived, Set<MonitoredDevice> sending) {
        MonitoredDevice device = devices.computeIfAbsent(
                reading.device().toString(),
                name -> fleet.newDevice(new DeviceId(name), transition -> alarms.add(line(transition))));
        long counted = plan.time().arrival(reading.eventTime(), arrived);
        latestArrival = Math.max(latestArrival, counted);
        if (sending.add(device)) {
            device.begin(counted);
        }
        SensorReading taken = reading.toReading();
        Arrival arrival = device.take(
                device.metric(taken.metric().name()),
                taken.value(),
                taken.unit().getOrNull(),
                reading.eventTime());
        readings.add(String.join(
                " ",
                device.id().value(),
                reading.metric().toString(),
                String.valueOf(reading.value()),
                Microseconds.instant(reading.eventTime()).toString(),
                String.valueOf(arrival != Arrival.ON_TIME)));
        rejected += arrival == Arrival.TOO_LATE ? 1 : 0;
    }

    /** The transitions, each as {@link #alarm} has a row. */
    public List<String> alarms() {
        return alarms;
    }

    /** The readings, each as {@link #reading} has a row. */
    public List<String> readings() {
        return readings;
    }

    /** How many messages were rejected, those too late included. */
    public int rejected() {
        return rejected;
    }

    private static String line(AlarmTransition transition) {
        AlarmTransition.Occasion occasion = transition.occasion();
        return String.join(
                " ",
                occasion.alarm().value(),
                occasion.rule().value(),
                occasion.device().value(),
                occasion.metric().name(),
                transition.word(),
                transition.severity().word(),
                occasion.eventTime().toString(),
                String.valueOf(occasion.value()),
                occasion.message());
    }

    /** A row of the alarms table as a line, but for its explanation. */
    public static String alarm(Row row) {
        return String.join(
                " ",
                row.<String>getAs("alarm_id"),
                row.<String>getAs("rule_id"),
                row.<String>getAs("device_id"),
                row.<String>getAs("metric"),
                row.<String>getAs("transition"),
                row.<String>getAs("severity"),
                row.<java.sql.Timestamp>getAs("event_time").toInstant().toString(),
                String.valueOf(row.<Double>getAs("value")),
                row.<String>getAs("message"));
    }

    /** A row of the readings table as a line: device, metric, value, event time, whether it is late. */
    public static String reading(Row row) {
        return String.join(
                " ",
                row.<String>getAs("device_id"),
                row.<String>getAs("metric"),
                String.valueOf(row.<Double>getAs("value")),
                row.<java.sql.Timestamp>getAs("event_time").toInstant().toString(),
                String.valueOf(row.<Boolean>getAs("late")));
    }
}
