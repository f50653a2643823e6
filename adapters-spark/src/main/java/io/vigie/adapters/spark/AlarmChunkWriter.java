package io.vigie.adapters.spark;

import io.vigie.application.explanation.ExplanationJson;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.encoding.ByteWriter;
import io.vigie.domain.monitor.Microseconds;

/** Packs one transition of an alarm as a row of the alarms table; {@link ChunkRows} reads it. */
final class AlarmChunkWriter {

    private AlarmChunkWriter() {}

    static byte[] write(AlarmTransition transition) {
        AlarmTransition.Occasion occasion = transition.occasion();
        ByteWriter row = new ByteWriter(512);
        row.writeText(occasion.alarm().value());
        row.writeText(occasion.rule().value());
        row.writeText(occasion.device().value());
        row.writeText(occasion.metric().name());
        row.writeText(transition.word());
        row.writeText(transition.severity().word());
        row.writeLong(Microseconds.of(occasion.eventTime()));
        row.writeDouble(occasion.value());
        row.writeText(occasion.message());
        row.writeText(ExplanationJson.of(transition));
        row.writeByte(occasion.shadow() ? 1 : 0);
        return row.toBytes();
    }
}
