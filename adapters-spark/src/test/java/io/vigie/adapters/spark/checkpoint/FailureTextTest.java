package io.vigie.adapters.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.application.port.out.PipelineFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class FailureTextTest {

    @Test
    void aFailureOfOurOwnSpeaksForItselfHoweverDeepItLies() {
        Throwable wrapped = new IllegalStateException(
                "Job aborted",
                new RuntimeException(new PipelineFailed("Too much of it is poisonous.", new IOException())));

        assertThat(FailureText.of(wrapped)).isEqualTo("Too much of it is poisonous.");
    }

    @Test
    void theCauseIsNamedAndNotTheLayersOfTheEngine() {
        Throwable wrapped = new SparkException(
                "Job aborted due to stage failure: Task 0 in stage 1.0 failed",
                new RuntimeException(new IOException("No space left on device")));

        assertThat(FailureText.of(wrapped)).isEqualTo("IOException: No space left on device");
    }

    @Test
    void whatWeSaidOfACauseIsKeptWithIt() {
        Throwable wrapped = new RuntimeException(new UncheckedIOException(
                "Cannot read /in/a.json at byte 7: Input/output error", new IOException("Input/output error")));

        assertThat(FailureText.of(wrapped))
                .contains("Cannot read /in/a.json at byte 7")
                .containsOnlyOnce("Input/output error");
    }

    @Test
    void onlyTheFirstLineIsTakenAndALongOneIsCut() {
        assertThat(FailureText.of(new IOException("first\n\tat somewhere\nthird")))
                .isEqualTo("IOException: first");
        assertThat(FailureText.of(new IOException("x".repeat(10_000)))).hasSizeLessThan(600);
    }

    @Test
    void aFailureWithoutAMessageHasItsName() {
        assertThat(FailureText.of(new RuntimeException(new NullPointerException())))
                .isEqualTo("NullPointerException");
        assertThat(FailureText.of(new IOException("  \n "))).isEqualTo("IOException");
    }

    @Test
    void causesThatGoInACircleEnd() {
        IOException one = new IOException("one");
        IOException two = new IOException("two", one);
        one.initCause(two);

        assertThat(FailureText.of(one)).isNotEmpty();
    }
}
