package io.vigie.adapters.spark.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.domain.reading.Microseconds;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProlepticTimesTest {

    private static final long LONG_AGO = Microseconds.of(Instant.parse("0001-01-01T00:00:00.000001Z"));

    @TempDir
    private java.nio.file.Path directory;

    @Test
    void filesThatNoSparkHasWrittenAreReadAsTheyAre() throws IOException {
        MessageType columns =
                MessageTypeParser.parseMessageType("message row { required int64 time (TIMESTAMP(MICROS,true)); }");
        Path file = new Path(directory.resolve("times.parquet").toString());
        try (ParquetWriter<Group> writer =
                ExampleParquetWriter.builder(file).withType(columns).build()) {
            writer.write(new SimpleGroupFactory(columns).newGroup().append("time", LONG_AGO));
        }
        SparkSession own = TestSession.get().newSession();

        ProlepticTimes.in(own);

        List<Long> read = own.read()
                .parquet(file.toString())
                .selectExpr("unix_micros(time)")
                .as(Encoders.LONG())
                .collectAsList();
        assertThat(read).containsExactly(LONG_AGO);
    }
}
