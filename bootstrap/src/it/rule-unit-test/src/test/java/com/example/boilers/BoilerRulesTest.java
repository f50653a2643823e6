package com.example.boilers;

import static com.example.boilers.BoilerRules.OVERHEAT;
import static com.example.boilers.BoilerRules.SILENT;
import static io.vigie.domain.monitor.Rehearsal.rehearse;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoilerRulesTest {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @Test
    void aBoilerOverheatsThenCools() {
        assertEquals(
                List.of(
                        "40s raised warning",
                        "50s escalated critical",
                        "1m deescalated warning",
                        "70s cleared warning"),
                rehearse(OVERHEAT)
                        .device("boiler-1")
                        .every(TEN_SECONDS)
                        .sends("temperature", 70, 81, 82, 83, 84, 96, 78, 74)
                        .story());
    }

    @Test
    void oneCoolReadingStartsTheHalfMinuteAnew() {
        assertEquals(
                List.of(),
                rehearse(OVERHEAT)
                        .device("boiler-1")
                        .every(TEN_SECONDS)
                        .sends("temperature", 81, 82, 79, 83, 84, 85)
                        .story());
    }

    @Test
    void aBoilerThatFallsSilentIsReported() {
        assertEquals(
                List.of("10m raised major", "12m cleared major"),
                rehearse(SILENT)
                        .device("boiler-1")
                        .sends("temperature", 70)
                        .at(Duration.ofMinutes(12))
                        .sends("temperature", 70)
                        .story());
    }

    @Test
    void theMessageSaysWhichBoilerAndHowHot() {
        assertEquals(
                "boiler-7 at 96.5 celsius",
                rehearse(OVERHEAT)
                        .device("boiler-7")
                        .unit("celsius")
                        .sends("temperature", 96.5)
                        .transitions()
                        .get(0)
                        .occasion()
                        .message());
    }
}
