package io.vigie.domain.monitor;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vavr.collection.HashMap;
import io.vavr.control.Option;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.windows.WindowTarget;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleId;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A device, what is remembered of it and its metrics' places are one thing: none of them gets to another device. */
class MonitoredDeviceTest {

    private static final Rule HOT =
            rule("hot").metric("temperature").raise(WARNING, when("value > 80")).build();
    private static final Rule WET =
            rule("wet").metric("humidity").raise(WARNING, when("value > 80")).build();

    private final List<String> told = new ArrayList<>();

    private void tell(AlarmTransition transition) {
        told.add(transition.word() + " " + transition.occasion().rule() + " "
                + transition.occasion().metric());
    }

    private MonitoredDevice device(String name, Rule rule) {
        return new FleetMonitor(rules(rule), TimePolicy.DEFAULT).newDevice(new DeviceId(name), this::tell);
    }

    @Test
    void refusesTheMetricOfAnotherDevice() {
        MonitoredDevice boiler = device("boiler-1", HOT);
        MonitoredMetric humidity = device("room-1", WET).metric("humidity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> boiler.take(humidity, 90, null, 0))
                .withMessage("This is a metric of device room-1; look it up with device boiler-1.");
        assertThat(told).isEmpty();
    }

    @Test
    void refusesTheMetricOfItsOwnPast() {
        FleetMonitor fleet = new FleetMonitor(rules(HOT), TimePolicy.DEFAULT);
        MonitoredDevice before = fleet.newDevice(new DeviceId("boiler-1"), this::tell);
        MonitoredMetric temperature = before.metric("temperature");
        MonitoredDevice after = fleet.restore(before.id(), before.toBytes(), this::tell, WindowTarget.NOBODY);
        assertThatIllegalArgumentException().isThrownBy(() -> after.take(temperature, 90, null, 0));
    }

    @Test
    void refusesTheReadingOfAnotherDevice() {
        SensorReading reading = new SensorReading(
                new DeviceId("room-1"), new Metric("temperature"), 90, Option.none(), Instant.EPOCH, HashMap.empty());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> device("boiler-1", HOT).take(reading, Instant.EPOCH))
                .withMessage("This is a reading of device room-1, and not of device boiler-1.");
        assertThat(told).isEmpty();
    }

    @Test
    void takesWhatItRemembersToOtherRulesByNameAlone() {
        MonitoredDevice underHot = device("boiler-1", HOT);
        Messages.send(underHot, "temperature", 90, 0);
        MonitoredDevice underWet = new FleetMonitor(rules(WET), TimePolicy.DEFAULT)
                .restore(underHot.id(), underHot.toBytes(), this::tell, WindowTarget.NOBODY);
        Messages.send(underWet, "humidity", 50, 1_000_000);
        underWet.finish(2_000_000);
        assertThat(told).containsExactly("raised hot temperature");
        assertThat(underWet.forgottenAlarms()).containsExactly(new ForgottenAlarm(new RuleId("hot"), WARNING));
    }

    @Test
    void isTheOnlyWayToItsStateAndToThePlacesOfItsMetrics() {
        for (Class<?> inside : List.of(DeviceMonitor.class, DeviceState.class, StateFormat.class)) {
            assertThat(Modifier.isPublic(inside.getModifiers()))
                    .as(inside.getName())
                    .isFalse();
        }
        assertThat(Stream.of(MonitoredDevice.class, MonitoredMetric.class)
                        .<Executable>flatMap(handle -> Arrays.stream(handle.getDeclaredConstructors())))
                .noneMatch(made -> Modifier.isPublic(made.getModifiers()));
        assertThat(Arrays.stream(MonitoredDevice.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .flatMap(method -> Arrays.stream(method.getParameterTypes())))
                .as("places are no numbers")
                .doesNotContain(int.class);
    }
}
