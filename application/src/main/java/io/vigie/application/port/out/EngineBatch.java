package io.vigie.application.port.out;

import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;

/** A batch that is due. It is run once, before anything of it is written. */
public interface EngineBatch extends EngineSinks {

    /** Its number; a batch that is repeated has the same again. */
    long number();

    /** How many devices had state after the last batch of this process; none before one is done. */
    Option<Long> devices();

    /** Runs it, and counts what it comes to; its rows are kept until they are written. */
    BatchTally run(BatchTerms terms);

    /**
     * Writes the rows of an output to one of its sinks.
     *
     * @throws PipelineFailed when they cannot be written, naming the sink
     */
    void append(Output output, SinkPlan sink);

    /** On how many days the readings were measured that were written; beyond very many, no more are counted. */
    int eventDays();

    /** How many messages each part of the source had left when it was planned; empty where the source cannot tell. */
    Map<String, Long> backlog();
}
