package io.vigie.adapters.kafka;

import io.vigie.application.port.out.PipelineRefused;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells, when a pipeline starts, of topics whose records have their times from producers: nothing else goes by it. */
final class ProducersTimes {

    private static final Logger LOG = LoggerFactory.getLogger(ProducersTimes.class);

    /** A pattern may match thousands. */
    private static final int MOST_NAMES = 5;

    private ProducersTimes() {}

    /** Tells of those of these topics; of none where the cluster does not say it, as it need not to everybody. */
    static void tell(Topics topics) {
        List<String> found;
        try {
            found = topics.timedByProducers();
        } catch (PipelineRefused e) {
            LOG.debug("Whose word the times of records are cannot be told: {}", e.getMessage());
            return;
        }
        if (!found.isEmpty()) {
            LOG.warn(
                    "The {} {} message.timestamp.type=CreateTime: when a record arrived is its producer's word, and a"
                            + " producer whose clock is wrong shifts the clock of all devices on its partition. Set"
                            + " message.timestamp.type=LogAppendTime there, or accept it where producers' clocks are"
                            + " right.",
                    found.size() == 1 ? "topic" : "topics",
                    names(found) + (found.size() == 1 ? " has" : " have"));
        }
    }

    private static String names(List<String> topics) {
        int more = topics.size() - MOST_NAMES;
        return String.join(", ", topics.subList(0, Math.min(MOST_NAMES, topics.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
