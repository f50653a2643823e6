package io.vigie.bootstrap.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.port.out.PipelineRefused;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SharedSessionTest {

    private final SparkSession platform = TestSession.get();

    private static SparkSession open(Map<String, SettingValue> settings) {
        return SharedSession.open(settings, "(?i)secret", Option.some("c4nary"));
    }

    @Test
    void itTakesThePipelinesSettingsAndLeavesThoseOfOthersAlone() {
        String before = platform.conf().get("spark.sql.shuffle.partitions");

        SparkSession session = open(HashMap.of(
                "spark.sql.shuffle.partitions",
                SettingValue.plain("7"),
                "spark.hadoop.fs.azure.account.auth.type",
                SettingValue.plain("OAuth")));

        assertThat(session.sparkContext()).isSameAs(platform.sparkContext());
        assertThat(session.conf().get("spark.sql.shuffle.partitions")).isEqualTo("7");
        assertThat(session.conf().get("spark.sql.session.timeZone")).isEqualTo("UTC");
        assertThat(session.sessionState().newHadoopConf().get("fs.azure.account.auth.type"))
                .isEqualTo("OAuth");
        assertThat(platform.conf().get("spark.sql.shuffle.partitions")).isEqualTo(before);
        assertThat(platform.sessionState().newHadoopConf().get("fs.azure.account.auth.type"))
                .isNull();
    }

    @Test
    void aSettingThatItCannotTakeAnyMoreIsRefusedByItsName() {
        assertThatThrownBy(() -> open(HashMap.of("spark.sql.warehouse.dir", SettingValue.plain("/elsewhere"))))
                .isInstanceOf(PipelineRefused.class)
                .hasMessageContaining("spark.sql.warehouse.dir")
                .hasMessageContaining("configuration of the cluster");
    }

    @Test
    void whatItHasAlreadyIsTaken() {
        String given = platform.conf().get("spark.sql.extensions");

        assertThat(open(HashMap.of("spark.sql.extensions", SettingValue.plain(given))))
                .isNotNull();
    }

    @Test
    void closingItLeavesThePlatformsSparkRunning() {
        new UsedSession(open(HashMap.empty()), false).close();

        assertThat(platform.sparkContext().isStopped()).isFalse();
    }
}
