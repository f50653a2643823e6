package io.vigie.adapters.eventhubs.testing;

import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;

/**
 * Why the service closes a link: a condition and words.
 *
 * @param condition such as {@code com.microsoft:server-busy}
 * @param description for people; the service's own begin with what happened
 * @see <a href="https://learn.microsoft.com/azure/event-hubs/event-hubs-amqp-troubleshoot">AMQP errors in Event Hubs</a>
 */
public record AmqpError(String condition, String description) {

    /** The service has too much to do. Clients come again after some seconds. */
    public static final AmqpError SERVER_BUSY = new AmqpError(
            "com.microsoft:server-busy", "The request was terminated because the entity is being throttled.");

    /** The service lets go of a link, for an upgrade of its own or because nothing happened on it. Clients come again. */
    public static final AmqpError DETACH_FORCED = new AmqpError(
            "amqp:link:detach-forced",
            "The link 'G1:0' is force detached. Code: consumer(link1). Details: AmqpMessageConsumer.IdleTimerExpired.");

    /** Another reader has come with an epoch as high or higher. */
    public static final AmqpError LINK_STOLEN = new AmqpError(
            "amqp:link:stolen",
            "New receiver 'nil' with higher epoch of '0' is created hence current receiver 'nil' with epoch '0' is"
                    + " getting disconnected. If you are recreating the receiver, make sure a higher epoch is used.");

    /** The service itself failed. Clients come again. */
    public static final AmqpError INTERNAL_ERROR = new AmqpError(
            "amqp:internal-error", "The service was unable to process the request; please retry the operation.");

    /** The operation took the service too long. Clients come again. */
    public static final AmqpError TIMEOUT =
            new AmqpError("com.microsoft:timeout", "The operation did not complete within the allotted time.");

    static AmqpError notFound(String address) {
        return new AmqpError("amqp:not-found", "The messaging entity '" + address + "' could not be found.");
    }

    static AmqpError unauthorized(Right right, String address) {
        return new AmqpError(
                "amqp:unauthorized-access",
                "Unauthorized access. '" + right.claim()
                        + "' claim(s) are required to perform this operation. Resource: '" + address + "'.");
    }

    static AmqpError argument(String description) {
        return new AmqpError("com.microsoft:argument-error", description);
    }

    static AmqpError tooLarge(long bytes, long allowed) {
        return new AmqpError(
                "amqp:link:message-size-exceeded",
                "The received message (delivery-id:0, size:" + bytes + " bytes) exceeds the limit (" + allowed
                        + " bytes) currently allowed on the link.");
    }

    ErrorCondition frame() {
        return new ErrorCondition(Symbol.valueOf(condition), description);
    }
}
