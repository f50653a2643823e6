package io.vigie.application.simulation;

import java.util.List;

/** Fields that no format knows of, as devices send them after an update. */
final class UnknownFields {

    private static final List<String> ALL = List.of(
            ",\"firmware\":\"2.4.1\"",
            ",\"firmware\":\"2.5.0-rc1\",\"battery\":87",
            ",\"network\":{\"rssi\":-71,\"hops\":[3,1]}",
            ",\"calibrated\":true,\"note\":null");

    private UnknownFields() {}

    /** Some of them by chance, to stand before a message's closing brace. */
    static String any(SeededRandom random) {
        return ALL.get(random.below(ALL.size()));
    }
}
