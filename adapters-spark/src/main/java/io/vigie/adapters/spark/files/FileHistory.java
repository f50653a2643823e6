package io.vigie.adapters.spark.files;

import io.vigie.adapters.spark.files.content.BlockLimits;
import io.vigie.adapters.spark.files.content.FileBlock;
import io.vigie.adapters.spark.files.content.FileBlocks;
import io.vigie.adapters.spark.files.listing.InputPath;
import io.vigie.adapters.spark.files.listing.TakenFile;
import io.vigie.adapters.spark.spi.messages.MessageBlock;
import io.vigie.application.intake.MessageIntake;
import io.vigie.application.intake.MessageLines;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;

/**
 * Files of JSON that are there now, read without Spark where they are small: found, unpacked and taken apart by the code that
 * does it for pipelines.
 */
public final class FileHistory {

    private final InputFiles input;
    private final InputPath path;
    private final SourcePlan.JsonFiles plan;
    private final List<TakenFile> files;

    private FileHistory(InputFiles input, InputPath path, SourcePlan.JsonFiles plan, List<TakenFile> files) {
        this.input = input;
        this.path = path;
        this.plan = plan;
        this.files = files;
    }

    /**
     * Those that a pipeline would read.
     *
     * @param payload what the messages in them are like
     * @param future how far their modification may be ahead before it is not believed
     * @throws PipelineRefused when there is nothing there
     */
    public static FileHistory of(SourcePlan.JsonFiles wanted, PayloadFormat payload, Duration future) {
        SourcePlan.JsonFiles plan = JsonFilesSource.forPayload(wanted, payload);
        InputFiles input = InputFiles.of(plan, new Configuration(false));
        try {
            return new FileHistory(
                    input,
                    input.now()
                            .getOrElseThrow(() -> new PipelineRefused("There is no " + plan.path()
                                    + ". Name with --readings a Delta table of readings, or a file, a directory or a"
                                    + " glob of JSON.")),
                    plan,
                    AllFiles.of(input, new FileArrivals(future.toMillis() * 1_000)));
        } catch (IOException e) {
            throw new PipelineFailed("Cannot look into " + plan.path() + ": " + e.getMessage(), e);
        }
    }

    /** How large they are together. */
    public long bytes() {
        return files.stream().mapToLong(TakenFile::size).sum();
    }

    /**
     * Has an intake take all messages, in the order in which they arrived.
     *
     * @param message is told of each before, when it arrived, in microseconds since 1970
     * @throws PipelineFailed when a file cannot be read
     */
    public void read(MessageIntake intake, LongConsumer message) {
        for (TakenFile file : files) {
            String name = path.path(file.path());
            try (FileBlocks blocks = FileBlocks.of(input.store(), name, file, plan.layout(), BlockLimits.DEFAULT)) {
                for (FileBlock block = blocks.next(); block != null; block = blocks.next()) {
                    take(block, file.arrival(), intake, message);
                }
            } catch (IOException e) {
                throw new PipelineFailed("Cannot read " + name + ": " + e.getMessage(), e);
            }
        }
    }

    private static void take(FileBlock block, long arrival, MessageIntake intake, LongConsumer message) {
        if (block instanceof FileBlock.Lines lines) {
            MessageLines each = new MessageLines(lines.bytes());
            while (each.next()) {
                message.accept(arrival);
                intake.message(lines.bytes(), each.from(), each.length(), arrival);
            }
        } else if (block instanceof FileBlock.Messages messages) {
            MessageBlock each = new MessageBlock(messages.block());
            while (each.next()) {
                message.accept(arrival);
                intake.message(each.buffer(), each.from(), each.length(), arrival);
            }
        } else if (block instanceof FileBlock.Refused refused) {
            message.accept(arrival);
            intake.refused(refused.reason(), refused.detail());
        }
    }
}
