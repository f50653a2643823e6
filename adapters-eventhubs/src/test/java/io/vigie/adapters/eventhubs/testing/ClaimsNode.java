package io.vigie.adapters.eventhubs.testing;

import io.vigie.adapters.eventhubs.testing.Tokens.TokenRefused;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.message.Message;

/**
 * {@code $cbs}, where clients put their tokens.
 *
 * @see <a href="https://docs.oasis-open.org/amqp/amqp-cbs/v1.0/amqp-cbs-v1.0.html">Claims-based security</a>
 */
final class ClaimsNode implements RequestNode {

    static final String ADDRESS = "$cbs";

    private final Namespace namespace;
    private final Claims claims;

    ClaimsNode(Namespace namespace, Claims claims) {
        this.namespace = namespace;
        this.claims = claims;
    }

    @Override
    public Message respond(Message request) {
        if (!RequestNode.property(request, "operation").equals("put-token")) {
            return RequestNode.response(400, "BadRequest: the operation must be put-token.", null);
        }
        String audience = RequestNode.property(request, "name");
        Object token = request.getBody() instanceof AmqpValue value ? value.getValue() : "";
        try {
            String path = Tokens.path(audience);
            claims.grant(
                    path,
                    namespace.tokens.rights(RequestNode.property(request, "type"), String.valueOf(token), audience));
            String hub = path.split("/", 2)[0];
            if (!hub.isEmpty() && !namespace.has(hub)) {
                namespace.counters.refused.increment();
                return RequestNode.response(
                        404, AmqpError.notFound(namespace.address(hub)).description(), null);
            }
            return RequestNode.response(202, "Accepted", null);
        } catch (TokenRefused e) {
            namespace.counters.refused.increment();
            return RequestNode.response(401, e.getMessage(), null);
        }
    }
}
