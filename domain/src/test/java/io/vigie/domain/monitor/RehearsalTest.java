package io.vigie.domain.monitor;

import static io.vigie.domain.monitor.Rehearsal.rehearse;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MAJOR;
import static io.vigie.domain.rule.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.rule.Rule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    private final Rule hot = rule("hot")
            .metric("temperature")
            .raise(WARNING, when("value > 80").heldFor(Duration.ofSeconds(30)))
            .build();

    private final Rule silent = rule("silent")
            .metric("temperature")
            .raise(MAJOR, silentFor(Duration.ofMinutes(10)))
            .build();

    private final Rule strained = rule("strained")
            .raise(MAJOR, when("temperature > 60 and pressure < 2"))
            .build();

    @Test
    void readingsFollowOneAnotherAtASteadyPace() {
        assertThat(rehearse(hot)
                        .every(Duration.ofSeconds(10))
                        .sends("temperature", 70, 81, 81, 81)
                        .sends("temperature", 81, 70)
                        .story())
                .containsExactly("40s raised warning", "50s cleared warning");
    }

    @Test
    void theClockEndsAtTheLastReading() {
        assertThat(rehearse(hot)
                        .every(Duration.ofSeconds(29))
                        .sends("temperature", 81, 82)
                        .story())
                .isEmpty();
    }

    @Test
    void theClockComesAsFarAsOneGoesAndTakesTheDeadlineOfThatInstant() {
        Rehearsal heard = rehearse(silent).sends("temperature", 20);
        assertThat(heard.at(Duration.ofMinutes(10)).story()).containsExactly("10m raised major");
        assertThat(heard.at(Duration.ofMillis(599_999)).story()).isEmpty();
    }

    @Test
    void aReadingCanBeSentAtAnyTime() {
        assertThat(rehearse(silent)
                        .sends("temperature", 20)
                        .at(Duration.ofMinutes(11))
                        .sends("temperature", 20)
                        .story())
                .containsExactly("10m raised major", "11m cleared major");
    }

    @Test
    void readingsAreTakenInTheOrderOfTheirTimesHoweverTheyAreWritten() {
        assertThat(rehearse(strained)
                        .every(Duration.ofMinutes(1))
                        .sends("temperature", 50, 61, 62)
                        .at(Duration.ZERO)
                        .sends("pressure", 1, 1, 3)
                        .story())
                .containsExactly("1m raised major", "2m cleared major");
    }

    @Test
    void everyDeviceTellsItsOwnStoryFromTheStart() {
        assertThat(rehearse(strained)
                        .device("pump-1")
                        .sends("pressure", 1)
                        .sends("temperature", 61)
                        .device("pump-2")
                        .sends("temperature", 61)
                        .sends("pressure", 1)
                        .device("pump-3")
                        .sends("temperature", 61)
                        .story())
                .containsExactly("1s pump-1 raised major", "1s pump-2 raised major");
    }

    @Test
    void theStoryOfSeveralRulesNamesThem() {
        assertThat(rehearse(hot, silent)
                        .every(Duration.ofSeconds(30))
                        .sends("temperature", 81, 82)
                        .story())
                .containsExactly("30s hot raised warning");
    }

    @Test
    void aRuleSeesOnlyTheDevicesThatItWatches() {
        Rule boilers = rule("boilers")
                .metric("temperature")
                .devices("boiler-*")
                .raise(MAJOR, when("value > 80"))
                .build();
        assertThat(rehearse(boilers).device("pump-1").sends("temperature", 81).story())
                .isEmpty();
        assertThat(rehearse(boilers).device("boiler-1").sends("temperature", 81).story())
                .containsExactly("0s raised major");
    }

    @Test
    void aTransitionHasAllThatAPipelineWouldWrite() {
        Rule talking = rule("talking")
                .metric("temperature")
                .raise(MAJOR, when("value > 80"))
                .message("{device} at {value} {unit}")
                .build();
        AlarmTransition raised = rehearse(talking)
                .device("boiler-1")
                .unit("celsius")
                .sends("temperature", 81.5)
                .transitions()
                .get(0);
        assertThat(raised.occasion().message()).isEqualTo("boiler-1 at 81.5 celsius");
        assertThat(raised.occasion().eventTime()).isEqualTo(Rehearsal.START);
    }

    @Test
    void aBeginningCanBeKeptAndVaried() {
        Rehearsal warm = rehearse(hot).every(Duration.ofSeconds(30)).sends("temperature", 81);
        assertThat(warm.sends("temperature", 70, 81).story()).isEmpty();
        assertThat(warm.sends("temperature", 81).story()).containsExactly("30s raised warning");
    }

    @Test
    void whatNoReadingCanBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rehearse(hot).sends("temperature", Double.NaN))
                .withMessageContaining("finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rehearse(hot).at(Duration.ofSeconds(-1)))
                .withMessageContaining("before");
    }
}
