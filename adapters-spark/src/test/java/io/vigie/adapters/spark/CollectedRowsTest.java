package io.vigie.adapters.spark;

import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.SparkSinkContract;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import java.util.List;
import org.apache.spark.sql.Row;

/** The sink that other tests rely on keeps the contract itself, as one that takes a batch at least once. */
class CollectedRowsTest extends SparkSinkContract {

    private final CollectedRows rows = new CollectedRows();

    @Override
    protected SparkSink sink(Output output) {
        return rows.sink(new SinkPlan.DeltaTable(output.word()), output, PIPELINE)
                .get();
    }

    @Override
    protected List<Row> written(Output output) {
        return rows.at(output.word());
    }

    @Override
    protected boolean isExactlyOnce() {
        return false;
    }

    @Override
    protected void spoil(Output output) {
        rows.refuse(output.word());
    }

    @Override
    protected void obstruct(Output output) {
        rows.obstruct(output.word(), true);
    }
}
