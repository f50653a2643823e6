@NullMarked
package io.vigie.adapters.spark.spi;

import org.jspecify.annotations.NullMarked;
