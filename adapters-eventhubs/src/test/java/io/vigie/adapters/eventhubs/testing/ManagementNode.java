package io.vigie.adapters.eventhubs.testing;

import io.vigie.adapters.eventhubs.testing.Tokens.TokenRefused;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.message.Message;

/** {@code $management}, where clients ask what hubs and partitions are. */
final class ManagementNode implements RequestNode {

    static final String ADDRESS = "$management";

    private static final String HUB = "com.microsoft:eventhub";
    private static final String PARTITION = "com.microsoft:partition";

    private final Namespace namespace;
    private final Claims claims;

    ManagementNode(Namespace namespace, Claims claims) {
        this.namespace = namespace;
        this.claims = claims;
    }

    @Override
    public Message respond(Message request) {
        String name = RequestNode.property(request, "name");
        String type = RequestNode.property(request, "type");
        try {
            checkRight(request, name);
            Hub hub = namespace.hub(name);
            if (type.equals(HUB)) {
                return ok(describe(hub));
            }
            if (type.equals(PARTITION)) {
                return ok(describe(hub, partition(hub, RequestNode.property(request, "partition"))));
            }
            return RequestNode.response(400, "BadRequest: the type '" + type + "' is not known.", null);
        } catch (TokenRefused e) {
            return RequestNode.response(401, e.getMessage(), null);
        } catch (AmqpException e) {
            return RequestNode.response(404, e.error().description(), null);
        }
    }

    private void checkRight(Message request, String hub) throws TokenRefused {
        String token = RequestNode.property(request, "security_token");
        if (!token.isEmpty()) {
            String type =
                    token.startsWith("SharedAccessSignature ") ? Tokens.SHARED_ACCESS_SIGNATURE : Tokens.JSON_WEB_TOKEN;
            String audience = namespace.address(hub);
            Set<Right> rights = namespace.tokens.rights(type, token, audience);
            if (!rights.isEmpty()) {
                return;
            }
        }
        if (!claims.allow(Right.LISTEN, hub) && !claims.allow(Right.SEND, hub)) {
            throw new TokenRefused(
                    AmqpError.unauthorized(Right.LISTEN, namespace.address(hub)).description());
        }
    }

    private static String partition(Hub hub, String partition) throws AmqpException {
        if (!hub.hasPartition(partition)) {
            throw new AmqpException(
                    AmqpError.argument("The specified partition is invalid for an EventHub partition sender"
                            + " or receiver. It should be between 0 and " + (hub.partitions() - 1) + "."));
        }
        return partition;
    }

    private static Message ok(Map<String, Object> body) {
        return RequestNode.response(200, "OK", new AmqpValue(body));
    }

    private static Map<String, Object> describe(Hub hub) {
        Map<String, Object> description = new HashMap<>();
        description.put("type", HUB);
        description.put("name", hub.name());
        description.put("created_at", Date.from(hub.created()));
        description.put("partition_count", hub.partitions());
        description.put("partition_ids", hub.partitionIds().toArray(String[]::new));
        return description;
    }

    private static Map<String, Object> describe(Hub hub, String partition) {
        PartitionLog log = hub.log(partition);
        long beginning = log.beginning();
        long end = log.end();
        Map<String, Object> description = new HashMap<>();
        description.put("type", PARTITION);
        description.put("name", hub.name());
        description.put("partition", partition);
        description.put("begin_sequence_number", end == 0 ? -1L : beginning);
        description.put("last_enqueued_sequence_number", end - 1);
        description.put("last_enqueued_offset", Long.toString(log.lastOffset()));
        description.put("last_enqueued_time_utc", Date.from(Instant.ofEpochMilli(log.lastTime())));
        description.put("is_partition_empty", beginning == end);
        return description;
    }
}
