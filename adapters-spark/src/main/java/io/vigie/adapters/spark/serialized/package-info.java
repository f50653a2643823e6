/**
 * Rules as checkpoints had them before they were text: objects that Java serialised. {@link SerializedRules} reads them;
 * the other classes bear the names that nodes of expressions had then, each standing for the call that it is now.
 */
@NullMarked
package io.vigie.adapters.spark.serialized;

import org.jspecify.annotations.NullMarked;
