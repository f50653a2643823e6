package io.vigie.application.port.out;

import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/**
 * How an engine is conducted through a pipeline's batches. All of it is called on the thread that runs them; what it throws
 * stops the pipeline, and the batch under way is repeated by the next start.
 *
 * @param clocked whether the pipeline has a clock, which finds deadlines and the ends of windows; settled for a checkpoint
 *     when it is begun
 * @param clock asked between two batches, where there is a clock: where to move it, from where it was last moved to
 * @param batch a batch is due: has it run and written
 * @param atItsEnd all batches are done, and nobody has stopped it
 */
public record BatchConduct(
        boolean clocked, LongUnaryOperator clock, Consumer<EngineBatch> batch, Consumer<EngineSinks> atItsEnd) {}
