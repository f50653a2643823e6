package io.vigie.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.reading.DeviceId;
import org.junit.jupiter.api.Test;

class LateReadingsTest {

    private final LateReadings late = new LateReadings();

    @Test
    void readingsOfOneMessageAndOneTimeThatFollowEachOtherAreToldOnce() {
        assertThat(late.isToBeTold(0, 0)).isTrue();
        assertThat(late.isToBeTold(0, 0)).isFalse();
        assertThat(late.isToBeTold(0, 0)).isFalse();
    }

    @Test
    void readingsOfAnotherMessageOrAnotherTimeAreToldAgain() {
        assertThat(late.isToBeTold(1, 5)).isTrue();
        assertThat(late.isToBeTold(2, 5)).isTrue();
        assertThat(late.isToBeTold(2, 6)).isTrue();
        assertThat(late.isToBeTold(2, 5)).isTrue();
    }

    @Test
    void theRejectionNamesTheDeviceAndTheTime() {
        assertThat(Rejection.late(new DeviceId("boiler-1"), 1_000_001).detail())
                .isEqualTo(
                        "event time 1970-01-01T00:00:01.000001Z of device boiler-1 is later than the watermark allows");
    }
}
