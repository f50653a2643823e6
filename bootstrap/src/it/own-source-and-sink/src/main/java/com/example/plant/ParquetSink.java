package com.example.plant;

import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Writes a {@link ParquetTable}, one subdirectory a batch: a batch that comes again replaces itself. */
final class ParquetSink implements SparkSink {

    private final String path;

    ParquetSink(ParquetTable plan) {
        path = plan.path();
    }

    @Override
    public String name() {
        return path;
    }

    @Override
    public void prepare(SparkSession session, CheckpointProgress progress) {
        var directory = new org.apache.hadoop.fs.Path(path);
        try {
            directory.getFileSystem(session.sessionState().newHadoopConf()).mkdirs(directory);
        } catch (IOException e) {
            throw new PipelineRefused("Cannot make " + path + " ready: " + e.getMessage() + ". Name another path.", e);
        }
    }

    @Override
    public void append(Dataset<Row> rows, BatchId batch) {
        rows.write()
                .mode(SaveMode.Overwrite)
                .parquet(path + "/checkpoint=" + batch.checkpointId() + "/batch=" + batch.number());
    }
}
