package io.vigie.application.simulation;

import java.util.List;

/**
 * A kind of device; its normal values stay well away from those of a fault.
 *
 * @param word what devices of the kind are called
 * @param metrics what each of them measures, one to three metrics
 */
record DeviceKind(String word, List<MetricModel> metrics) {

    /** Heats water, most of all in the cold. */
    private static final DeviceKind BOILER = new DeviceKind(
            "boiler",
            List.of(
                    new MetricModel("temperature", "celsius", 66, 2.5, 3, 14, 1.5, 0.7, 0.95, -20, 160, 28),
                    new MetricModel("pressure", "bar", 1.8, 0.15, 0.12, 8, 0.05, 0.03, 0.9, 0, 10, -0.9)));

    /** Moves water. */
    private static final DeviceKind PUMP = new DeviceKind(
            "pump",
            List.of(
                    new MetricModel("pressure", "bar", 4.2, 0.3, 0.25, 8, 0, 0.06, 0.9, 0, 16, -2.6),
                    new MetricModel("vibration", "mm/s", 1.3, 0.25, 0.15, 10, 0, 0.12, 0.4, 0, 50, 6),
                    new MetricModel("temperature", "celsius", 41, 2, 3, 15, -1.5, 0.5, 0.95, -20, 120, 26)));

    /** Makes cold water; the hot afternoon is its work. */
    private static final DeviceKind CHILLER = new DeviceKind(
            "chiller",
            List.of(
                    new MetricModel("temperature", "celsius", 6.5, 0.4, 0.6, 15, -0.3, 0.15, 0.95, -20, 60, 9),
                    new MetricModel("power", "kilowatt", 42, 4, 14, 15, -6, 1.2, 0.8, 0, 500, 45)));

    /** Measures what a building draws. */
    private static final DeviceKind METER = new DeviceKind(
            "meter", List.of(new MetricModel("power", "kilowatt", 24, 4, 11, 13, 3, 1.1, 0.8, 0, 500, 48)));

    /** Measures the air of a room. */
    private static final DeviceKind CLIMATE = new DeviceKind(
            "climate",
            List.of(
                    new MetricModel("temperature", "celsius", 20.5, 0.8, 1.4, 15, -0.5, 0.12, 0.97, -40, 80, 18),
                    new MetricModel("humidity", "percent", 46, 4, 5, 4, -3, 0.9, 0.95, 0, 100, 32)));

    /** Moves air. */
    private static final DeviceKind FAN = new DeviceKind(
            "fan",
            List.of(
                    new MetricModel("vibration", "mm/s", 1.0, 0.2, 0.12, 12, 0, 0.1, 0.4, 0, 50, 6),
                    new MetricModel("speed", "rpm", 1450, 40, 60, 13, 0, 6, 0.8, 0, 3000, -700)));

    /** Stores water; it fills by night and is drawn from by day. */
    private static final DeviceKind TANK = new DeviceKind(
            "tank", List.of(new MetricModel("level", "percent", 62, 4, 12, 6, 0, 0.4, 0.9, 0, 100, -50)));

    private static final List<DeviceKind> MIX =
            List.of(BOILER, PUMP, METER, CLIMATE, PUMP, BOILER, CHILLER, FAN, METER, TANK);

    /** The kind of the device at this place in a fleet: of any ten that follow one another the mix is the same. */
    static DeviceKind at(int index) {
        return MIX.get(index % MIX.size());
    }

    /** The name of the device at this place in a fleet, such as {@code boiler-7}: numbered within its kind, from 1. */
    static String nameAt(int index) {
        DeviceKind kind = at(index);
        int position = index % MIX.size();
        int inEachMix = 0;
        int before = 0;
        for (int i = 0; i < MIX.size(); i++) {
            if (MIX.get(i).equals(kind)) {
                inEachMix++;
                before += i < position ? 1 : 0;
            }
        }
        return kind.word() + "-" + (index / MIX.size() * inEachMix + before + 1);
    }
}
