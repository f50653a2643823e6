package io.vigie.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Seq;
import io.vigie.application.decoding.DecodedMessage;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.decoding.DecodingLimits;
import io.vigie.application.decoding.MessageDecoder;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.RejectionReason;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the simulation labels as bad is what the decoder rejects, and for the same reason. */
class SimulatedMessagesDecodedTest {

    private final RecordedTelemetry telemetry =
            RecordedTelemetry.of(FleetSpec.of(30, 60_000, 42).withMalformedShare(0.1));
    private final MessageDecoder decoder = MessageDecoder.of(PayloadFormat.FLAT, DecodingLimits.DEFAULT);

    @Test
    void exactlyTheLabelledMessagesAreRejectedForTheLabelledReasons() {
        Map<Long, RejectionReason> labelled = telemetry.badMessages().stream()
                .collect(Collectors.toMap(Label.BadMessage::number, Label.BadMessage::reason));

        Map<Long, RejectionReason> rejected = new HashMap<>();
        for (int i = 0; i < telemetry.messages().size(); i++) {
            long number = i;
            decode(telemetry.messages().get(i), new DecodedMessage() {
                @Override
                public void reading(DecodedReading reading) {}

                @Override
                public void rejected(Seq<Defect> defects, int more) {
                    rejected.put(number, defects.head().reason());
                }
            });
        }

        assertThat(rejected).hasSize(6_000).isEqualTo(labelled);
    }

    @Test
    void everyOtherMessageIsOneReadingWithItsValues() {
        long[] withUnknownFields = new long[1];
        int[] next = new int[1];
        java.util.List<FlatMessage> expected = telemetry.readings();
        for (byte[] message : telemetry.messages()) {
            decode(message, new DecodedMessage() {
                @Override
                public void reading(DecodedReading reading) {
                    FlatMessage same = expected.get(next[0]++);
                    assertThat(reading.device().toString()).isEqualTo(same.device());
                    assertThat(reading.metric().toString()).isEqualTo(same.metric());
                    assertThat(reading.unit().toString()).isEqualTo(same.unit());
                    assertThat(reading.value()).isEqualTo(same.number());
                    assertThat(reading.eventTime()).isEqualTo(same.time().toEpochMilli() * 1_000);
                    assertThat(reading.tags().size()).isEqualTo(1);
                    assertThat(reading.tags().value(0).toString()).isEqualTo(same.site());
                    withUnknownFields[0] += reading.rescued().isPresent() ? 1 : 0;
                }

                @Override
                public void rejected(Seq<Defect> defects, int more) {}
            });
        }

        assertThat(next[0]).isEqualTo(expected.size());
        assertThat(withUnknownFields[0])
                .isPositive()
                .isEqualTo(telemetry.summaries().get(0).withUnknownFields());
    }

    private void decode(byte[] message, DecodedMessage target) {
        decoder.decode(message, 0, message.length, 0, target);
    }
}
