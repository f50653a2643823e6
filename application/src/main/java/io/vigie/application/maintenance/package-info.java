/**
 * Keeps the tables and the checkpoint of a pipeline in shape. Begin at {@link
 * io.vigie.application.maintenance.MaintainTables}, the port, and {@link
 * io.vigie.application.maintenance.TableUpkeep}, which decides what is done and in which order; {@link
 * io.vigie.application.maintenance.TableCare} and {@link io.vigie.application.maintenance.CheckpointCare} do it.
 */
@NullMarked
package io.vigie.application.maintenance;

import org.jspecify.annotations.NullMarked;
