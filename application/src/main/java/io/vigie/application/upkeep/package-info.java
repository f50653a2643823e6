/** Keeps the tables and the checkpoint of a pipeline in shape. */
@NullMarked
package io.vigie.application.upkeep;

import org.jspecify.annotations.NullMarked;
