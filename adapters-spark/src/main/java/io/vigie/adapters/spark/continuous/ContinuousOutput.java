package io.vigie.adapters.spark.continuous;

import io.vigie.adapters.spark.spi.RowConversion;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
import java.io.Serializable;
import org.apache.spark.sql.types.StructType;

/**
 * One sink's share of a continuous pipeline.
 *
 * @param output what it takes
 * @param deadLetters whether it takes rejected messages with all that came with them
 * @param conversion makes a row of the output into a record
 */
record ContinuousOutput(Output output, boolean deadLetters, RowConversion conversion) implements Serializable {

    StructType columns() {
        return output == Output.REJECTED && deadLetters ? Tables.DEAD_LETTERS : Tables.of(output);
    }
}
