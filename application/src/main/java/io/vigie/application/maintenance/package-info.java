/** What is done to keep the tables and the checkpoint of a pipeline in shape, and what came of it. */
@NullMarked
package io.vigie.application.maintenance;

import org.jspecify.annotations.NullMarked;
