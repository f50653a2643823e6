package io.vigie.bootstrap.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import org.junit.jupiter.api.Test;

class MissingConnectorTest {

    @Test
    void aClassOfAConnectorThatIsNotThereIsToldWithItsPackage() {
        assertThat(MissingConnector.in(new IllegalStateException(
                                new NoClassDefFoundError("org/apache/kafka/common/TopicPartition")))
                        .get())
                .hasMessageContaining("no class org.apache.kafka.common.TopicPartition")
                .hasMessageContaining("--packages org.apache.spark:spark-sql-kafka-0-10_2.12");
        assertThat(MissingConnector.in(new ClassNotFoundException("org.apache.spark.sql.delta.catalog.DeltaCatalog"))
                        .get())
                .hasMessageContaining("--packages io.delta:delta-spark_2.12");
    }

    @Test
    void whatElseIsMissingIsAnErrorOfAnotherKind() {
        assertThat(MissingConnector.in(new NoClassDefFoundError("org/example/Thing")))
                .isEqualTo(Option.none());
        assertThat(MissingConnector.in(new IllegalStateException("org/apache/kafka/ is down")))
                .isEqualTo(Option.none());
    }
}
