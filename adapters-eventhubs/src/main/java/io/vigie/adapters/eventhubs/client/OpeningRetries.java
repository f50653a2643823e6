package io.vigie.adapters.eventhubs.client;

import com.microsoft.azure.eventhubs.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the client itself tries again where events are sent: to open the link, since without that it would
 * wait for one that the hub has refused until the operation's time is over. Once it is open, nothing: who sends sees at
 * once what has failed. The client asks for a class of its own for this.
 */
public final class OpeningRetries extends RetryPolicy {

    private static final int MOST = 15;
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final int DOUBLINGS = 3;

    private volatile boolean isOpen;

    public OpeningRetries() {
        super("opening");
    }

    /** The link is open. */
    public void end() {
        isOpen = true;
    }

    @Override
    protected @Nullable Duration onGetNextRetryInterval(
            String clientId, Exception lastException, Duration remainingTime, int baseWaitTime) {
        int count = getRetryCount(clientId);
        Duration pause = Duration.ofMillis(FIRST_PAUSE_MILLIS << Math.min(count, DOUBLINGS));
        if (isOpen || count >= MOST || !isRetryableException(lastException) || remainingTime.compareTo(pause) < 0) {
            return null;
        }
        incrementRetryCount(clientId);
        return pause;
    }
}
