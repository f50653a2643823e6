package io.vigie.adapters.spark.spi;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/** Makes a row into another, in Spark's own form, where the rows are. It keeps no row that it was given. */
@FunctionalInterface
public interface RowConversion extends Serializable {

    /** The row that comes of this one, which may be changed after. */
    InternalRow convert(InternalRow row);
}
