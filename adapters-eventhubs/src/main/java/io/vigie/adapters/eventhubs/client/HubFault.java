package io.vigie.adapters.eventhubs.client;

import com.microsoft.azure.eventhubs.AuthorizationFailedException;
import com.microsoft.azure.eventhubs.EventHubException;
import com.microsoft.azure.eventhubs.IllegalEntityException;
import com.microsoft.azure.eventhubs.OperationCancelledException;
import com.microsoft.azure.eventhubs.PayloadSizeExceededException;
import com.microsoft.azure.eventhubs.ReceiverDisconnectedException;
import com.microsoft.azure.eventhubs.ServerBusyException;
import io.vigie.application.port.out.PipelineRefused;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** What went wrong in a conversation with a hub, sorted by what can be done about it. */
public final class HubFault extends Exception {

    /** What can be done about it. */
    public enum Kind {
        /** The hub does not let us in. */
        UNAUTHORIZED,
        /** There is no such hub, consumer group or partition. */
        NOT_FOUND,
        /** Another reader has taken the partition over. */
        STOLEN,
        /** An event weighs more than the hub takes. */
        TOO_LARGE,
        /** The host does not prove to be the one it is called. */
        CERTIFICATE,
        /** There is no such host. */
        NO_SUCH_HOST,
        /** There is no token for this login. */
        NO_TOKEN,
        /** It may be well in a moment. */
        TRANSIENT,
        /** Trying again changes nothing. */
        LASTING
    }

    private static final long serialVersionUID = 1;

    private static final Pattern CERTIFICATE = Pattern.compile(
            "(?i)certificate|certification path|\\bPKIX\\b|subject alternative|SSLHandshake|SSLPeerUnverified|trustAnchors");

    private static final Pattern NOT_FOUND =
            Pattern.compile("(?i)status-code: (?:NOT_FOUND|404)|amqp:not-found|messaging entity .* could not be found");

    private final Kind kind;
    private final boolean mayBeLoss;

    private HubFault(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        mayBeLoss = false;
    }

    private HubFault(String message, boolean mayBeLoss) {
        super(message);
        kind = Kind.TRANSIENT;
        this.mayBeLoss = mayBeLoss;
    }

    /** What a client of the hub failed with. */
    public static HubFault of(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof HubFault fault) {
            return fault;
        }
        return new HubFault(kind(cause), deepest(cause), cause);
    }

    /** There was no answer within this time. */
    public static HubFault silence(Duration waited) {
        return new HubFault("nothing came within " + waited.toSeconds() + " s", true);
    }

    /** The link ended, and its end was not explained. */
    public static HubFault detached() {
        return new HubFault("the hub ended the link", false);
    }

    /** Events are there and were not sent. */
    public static HubFault gap(long from, long until) {
        return new HubFault("the hub left out the sequence numbers " + from + " to " + (until - 1), true);
    }

    private static Kind kind(Throwable cause) {
        for (Throwable layer = cause; layer != null; layer = layer.getCause()) {
            if (layer instanceof PipelineRefused) {
                return Kind.NO_TOKEN;
            }
            if (layer instanceof AuthorizationFailedException) {
                return Kind.UNAUTHORIZED;
            }
            if (layer instanceof ReceiverDisconnectedException) {
                return Kind.STOLEN;
            }
            if (layer instanceof PayloadSizeExceededException) {
                return Kind.TOO_LARGE;
            }
            if (layer instanceof UnresolvedAddressException) {
                return Kind.NO_SUCH_HOST;
            }
            String message = String.valueOf(layer.getMessage());
            if (layer instanceof IllegalEntityException
                    || NOT_FOUND.matcher(message).find()) {
                return Kind.NOT_FOUND;
            }
            if (CERTIFICATE.matcher(message).find()) {
                return Kind.CERTIFICATE;
            }
        }
        return isTransient(cause) ? Kind.TRANSIENT : Kind.LASTING;
    }

    /** A null pointer is how the client tells that its question to the hub timed out. */
    private static boolean isTransient(Throwable cause) {
        return cause instanceof EventHubException known
                ? known.getIsTransient()
                        || known instanceof ServerBusyException
                        || known instanceof OperationCancelledException
                : cause instanceof TimeoutException
                        || cause instanceof com.microsoft.azure.eventhubs.TimeoutException
                        || cause instanceof NullPointerException
                        || cause instanceof IllegalStateException
                        || cause instanceof java.util.concurrent.RejectedExecutionException;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it may be well in a moment. */
    public boolean isTransient() {
        return kind == Kind.TRANSIENT;
    }

    /** Whether events were expected and are not there: they may be gone. */
    public boolean mayBeLoss() {
        return mayBeLoss;
    }

    /** Whether the hub asks for some rest. */
    boolean isBusy() {
        return getCause() instanceof ServerBusyException;
    }

    /** What it says, without full stop. */
    public String why() {
        return String.valueOf(getMessage());
    }

    /** What a failure says and all that is behind it, without full stop. */
    private static String deepest(Throwable failure) {
        StringBuilder all = new StringBuilder();
        Throwable layer = failure;
        for (int depth = 0; layer != null && depth < 8; depth++) {
            String message = layer.getMessage();
            if (message != null && !message.isBlank() && all.indexOf(message) < 0) {
                all.append(all.isEmpty() ? "" : ": ").append(message.strip().replaceFirst("[.\\s]+$", ""));
            }
            layer = layer.getCause();
        }
        return all.isEmpty() ? failure.getClass().getSimpleName() : all.toString();
    }
}
