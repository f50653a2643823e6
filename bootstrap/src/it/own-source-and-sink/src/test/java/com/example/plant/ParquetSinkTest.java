package com.example.plant;

import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.testing.SparkSinkContract;
import io.vigie.application.plan.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;

class ParquetSinkTest extends SparkSinkContract {

    @TempDir
    private Path directory;

    private Path target(Output output) {
        return directory.resolve(output.word());
    }

    @Override
    protected SparkSink sink(Output output) {
        return new ParquetSink(new ParquetTable(target(output).toString()));
    }

    @Override
    protected List<Row> written(Output output) {
        return session.read()
                .schema(Tables.of(output))
                .option("recursiveFileLookup", "true")
                .parquet(target(output).toString())
                .collectAsList();
    }

    @Override
    protected boolean isExactlyOnce() {
        return true;
    }

    @Override
    protected void spoil(Output output) throws IOException {
        Files.writeString(target(output), "a file where the directory should be");
    }

    @Override
    protected void obstruct(Output output) throws IOException {
        Files.delete(target(output));
        Files.writeString(target(output), "a file where the directory was");
    }
}
