package io.vigie.bootstrap.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.TreeSet;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.ScatteredDevices;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StatusLineTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StatusLine line = StatusLine.of(
            PipelinePlan.named("plant")
                    .source(new SourcePlan.JsonFiles("in"))
                    .readingsTo(new SinkPlan.DeltaTable("readings"))
                    .checkpoint("checkpoint")
                    .build(),
            new PrintStream(err, true, StandardCharsets.UTF_8));

    @Test
    void aSourceThatHasChangedIsToldInALine() {
        line.sourceChanged("The table in is not what it was when it was opened");

        assertThat(err.toString(StandardCharsets.UTF_8))
                .endsWith(" plant: The table in is not what it was when it was opened; it was opened again, and the"
                        + " pipeline goes on where it was" + System.lineSeparator());
    }

    @Test
    void devicesInSeveralPartitionsAreToldWithWhatToDo() {
        line.devicesScattered(7, new ScatteredDevices(2, "pump-1", TreeSet.of("readings-0", "readings-3")));

        assertThat(err.toString(StandardCharsets.UTF_8))
                .endsWith(" plant: batch 7 has messages of 2 devices from more than one partition, whose order nobody"
                        + " knows, such as pump-1 from readings-0, readings-3: give messages the device's name as key,"
                        + " or set time.outOfOrder" + System.lineSeparator());
    }
}
