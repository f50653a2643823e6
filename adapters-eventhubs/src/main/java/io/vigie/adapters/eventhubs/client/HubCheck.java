package io.vigie.adapters.eventhubs.client;

import com.microsoft.azure.eventhubs.EventPosition;
import com.microsoft.azure.eventhubs.PartitionReceiver;
import com.microsoft.azure.eventhubs.RetryPolicy;
import io.vigie.application.port.out.PipelineRefused;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out, before a pipeline starts, whether a hub can be used: within a minute, and without disturbing anybody. */
public final class HubCheck {

    private static final Logger LOG = LoggerFactory.getLogger(HubCheck.class);

    /** After this nothing is tried again; what is under way then may take as long as an operation. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** As the service tells of who reads already. */
    private static final Pattern EPOCH = Pattern.compile("epoch of '(\\d{1,18})'");

    private static final Duration LONGEST_OPERATION = Duration.ofSeconds(20);

    private final HubAccess access;

    /** What of the hub is asked about. */
    private String part = "";

    public HubCheck(HubAccess access) {
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
     * A pipeline may read it as this consumer group. Answers with the epoch for its links: 0, or one more than that of who
     * reads there now, and so cannot take the partitions back.
     *
     * @throws PipelineRefused when it may not
     */
    public long mustBeReadable(String group) {
        long[] epoch = {0};
        ask(connection -> {
            part = "";
            int first = connection.partitions().get(0);
            part = "consumer group " + group;
            epoch[0] = knock(connection, first, group);
        });
        return epoch[0];
    }

    /** As one that gives way to others: a pipeline that reads there already is not to notice it. */
    private long knock(HubConnection connection, int partition, String group) throws HubFault {
        try {
            PartitionReceiver receiver = connection.await(() -> connection
                    .client()
                    .createReceiver(group, Integer.toString(partition), EventPosition.fromEndOfStream()));
            var unused = receiver.close();
            return 0;
        } catch (HubFault fault) {
            if (fault.kind() != HubFault.Kind.STOLEN) {
                throw fault;
            }
            LOG.warn(
                    "Somebody reads the {} in the consumer group {} now, and will be cut off: a consumer group is for one"
                            + " pipeline at a time.",
                    access.name(),
                    group);
            Matcher told = EPOCH.matcher(fault.why());
            return told.find() ? Long.parseLong(told.group(1)) + 1 : System.currentTimeMillis();
        }
    }

    /**
     * A pipeline may write to it.
     *
     * @throws PipelineRefused when it may not
     */
    public void mustBeWritable() {
        ask(connection -> {
            connection.partitions();
            connection.openSender();
        });
    }

    private void ask(Question question) {
        Backoff backoff = new Backoff(PATIENCE);
        while (true) {
            try (HubConnection connection = HubConnection.open(access, RetryPolicy.getNoRetry())) {
                question.ask(connection);
                return;
            } catch (HubFault fault) {
                if (!fault.isTransient() || !backoff.lastsAfter(fault)) {
                    throw access.refused(fault, part);
                }
            }
        }
    }
}
