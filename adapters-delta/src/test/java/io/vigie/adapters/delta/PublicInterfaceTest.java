package io.vigie.adapters.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.adapters.spark.spi.SparkSinkProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On Databricks Delta's own classes have other names; its public interface is the same. All of it holds there too. */
@Tag("long")
class PublicInterfaceTest extends NamedTableSinkTest {

    @Override
    protected SparkSinkProvider provider() {
        return WithoutInternals.provider();
    }

    @Test
    void deltasOwnClassesAreHidden() {
        assertThatThrownBy(() -> new WithoutInternals().loadClass("org.apache.spark.sql.delta.DeltaLog"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThat(provider().getClass()).isNotEqualTo(DeltaConnector.class);
    }
}
