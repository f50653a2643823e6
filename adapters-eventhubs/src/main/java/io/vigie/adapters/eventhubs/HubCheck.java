package io.vigie.adapters.eventhubs;

import com.microsoft.azure.eventhubs.EventPosition;
import com.microsoft.azure.eventhubs.PartitionReceiver;
import com.microsoft.azure.eventhubs.RetryPolicy;
import io.vigie.application.port.out.PipelineRefused;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out, before a pipeline starts, whether a hub can be used: within a minute, and without disturbing anybody. */
final class HubCheck {

    private static final Logger LOG = LoggerFactory.getLogger(HubCheck.class);

    /** After this nothing is tried again; what is under way then may take as long as an operation. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration LONGEST_OPERATION = Duration.ofSeconds(20);

    private final HubAccess access;

    /** What of the hub is asked about. */
    private String part = "";

    HubCheck(HubAccess access) {
        this.access = new HubAccess(
                access.host(),
                access.hub(),
                access.tokens(),
                access.settings().withOperationsOfAtMost(LONGEST_OPERATION));
    }

    private interface Question {
        void ask(HubConnection connection) throws HubFault;
    }

    /**
     * A pipeline may read it as this consumer group.
     *
     * @throws PipelineRefused when it may not
     */
    void mustBeReadable(String group) {
        ask(connection -> {
            part = "";
            int first = connection.partitions().get(0);
            part = "consumer group " + group;
            knock(connection, first, group);
        });
    }

    /** As one that gives way to others: a pipeline that reads there already is not to notice it. */
    private void knock(HubConnection connection, int partition, String group) throws HubFault {
        try {
            PartitionReceiver receiver = connection.await(() -> connection
                    .client()
                    .createReceiver(group, Integer.toString(partition), EventPosition.fromEndOfStream()));
            var unused = receiver.close();
        } catch (HubFault fault) {
            if (fault.kind() != HubFault.Kind.STOLEN) {
                throw fault;
            }
            LOG.warn(
                    "Somebody reads the {} in the consumer group {} now, and will be cut off: a consumer group is for one"
                            + " pipeline at a time.",
                    access.name(),
                    group);
        }
    }

    /**
     * A pipeline may write to it.
     *
     * @throws PipelineRefused when it may not
     */
    void mustBeWritable() {
        ask(connection -> {
            connection.partitions();
            connection.openSender();
        });
    }

    private void ask(Question question) {
        Patience patience = new Patience(PATIENCE);
        while (true) {
            try (HubConnection connection = HubConnection.open(access, RetryPolicy.getNoRetry())) {
                question.ask(connection);
                return;
            } catch (HubFault fault) {
                if (!fault.isTransient() || !patience.lastsAfter(fault)) {
                    throw access.refused(fault, part);
                }
            }
        }
    }
}
