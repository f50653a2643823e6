package io.vigie.adapters.spark;

import io.vigie.application.decoding.DecodedReading;
import io.vigie.domain.encoding.ByteWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packs what readings of one stretch of a source violate by themselves, a row each rule. {@link ChunkRows} reads it. */
final class ViolationChunkWriter {

    private final ByteWriter body = new ByteWriter(256);
    private int count;

    int count() {
        return count;
    }

    int size() {
        return body.size();
    }

    void add(DecodedReading reading, List<String> rules, long offset, long arrival) {
        if (rules.isEmpty()) {
            return;
        }
        String device = reading.device().toString();
        String metric = reading.metric().toString();
        String unit = reading.unit().isPresent() ? reading.unit().toString() : null;
        for (int i = 0; i < rules.size(); i++) {
            body.writeText(rules.get(i));
            body.writeText(device);
            body.writeText(metric);
            body.writeDouble(reading.value());
            body.writeText(unit);
            body.writeLong(reading.eventTime());
            body.writeLong(offset);
            body.writeLong(arrival);
            count++;
        }
    }

    /** The chunk, which begins with the count; the writer is then empty. */
    byte[] take(@Nullable String source, @Nullable String partition) {
        ByteWriter chunk = new ByteWriter(body.size() + 64);
        chunk.writeCount(count);
        chunk.writeText(source);
        chunk.writeText(partition);
        chunk.append(body);
        body.clear();
        count = 0;
        return chunk.toBytes();
    }
}
