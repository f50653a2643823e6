package io.vigie.bootstrap.pipeline;

import io.vavr.collection.Seq;
import io.vigie.adapters.spark.StreamCheckpoints;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.ForgetDevices;
import io.vigie.bootstrap.command.DeviceForgetter;
import io.vigie.bootstrap.command.ExitStatus;
import io.vigie.bootstrap.operation.CountText;
import io.vigie.bootstrap.storage.StorageCheck;
import io.vigie.domain.reading.DeviceId;
import java.io.PrintWriter;
import org.apache.spark.sql.SparkSession;

/** Has pipelines on Spark forget devices, by their checkpoints. */
public final class SparkDeviceForgetter implements DeviceForgetter {

    @Override
    public int forget(PipelinePlan pipeline, Seq<DeviceId> devices, PrintWriter out) {
        try (UsedSession used = Sessions.of(pipeline)) {
            SparkSession session = used.session();
            StorageCheck.mustAnswer(session.sessionState().newHadoopConf(), pipeline);
            ForgetDevices checkpoints = new StreamCheckpoints(session);
            String when = checkpoints.forget(pipeline.checkpoint(), devices).waitsForMessages()
                    ? "with the next messages that it reads, as it has no clock"
                    : "with its next batch, within seconds where it runs";
            out.println(pipeline.name() + ": forgets " + CountText.of(devices.size(), "device") + " " + when);
            return ExitStatus.DONE;
        }
    }
}
