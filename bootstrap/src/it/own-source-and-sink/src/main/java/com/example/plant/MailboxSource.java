package com.example.plant;

import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.messages.MessageBlockWriter;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.sql.Timestamp;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Reads a {@link Mailbox}: Spark keeps account of the files, and each becomes a block of one message. */
final class MailboxSource implements SparkSource {

    private static final StructType FILES =
            StructType.fromDDL("path STRING, modificationTime TIMESTAMP, length BIGINT, content BINARY");

    private final String path;

    MailboxSource(Mailbox plan) {
        path = plan.path();
    }

    @Override
    public Shape shape() {
        return Shape.MESSAGES;
    }

    @Override
    public String name() {
        return "the mailbox " + path;
    }

    @Override
    public Dataset<Row> open(SparkSession session) {
        Path directory = new Path(path);
        try {
            if (!directory.getFileSystem(session.sessionState().newHadoopConf()).exists(directory)) {
                throw new PipelineRefused("There is no mailbox " + path + ". Make the directory, or name another.");
            }
        } catch (IOException e) {
            throw new PipelineRefused("Cannot look for the mailbox " + path + ": " + e.getMessage(), e);
        }
        return session.readStream()
                .format("binaryFile")
                .schema(FILES)
                .load(path)
                .map((MapFunction<Row, Row>) MailboxSource::message, Encoders.row(MessageColumns.SCHEMA));
    }

    private static Row message(Row file) {
        Timestamp modified = file.getTimestamp(1);
        byte[] content = file.getAs(3);
        long arrival = modified.getTime() * 1_000;
        MessageBlockWriter block = new MessageBlockWriter(content.length + 16);
        block.add(0, arrival, null, content, null);
        return RowFactory.create(block.take(), file.getString(0), "", 0L, arrival, null, null);
    }
}
