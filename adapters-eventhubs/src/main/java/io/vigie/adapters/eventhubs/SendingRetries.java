package io.vigie.adapters.eventhubs;

import com.microsoft.azure.eventhubs.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the client itself tries again where events are sent: little. Without any of it, it would wait for a link that the
 * hub has refused to open until the operation's time is over.
 */
final class SendingRetries extends RetryPolicy {

    private static final int MOST = 4;
    private static final long FIRST_PAUSE_MILLIS = 200;

    SendingRetries() {
        super("sending");
    }

    @Override
    protected @Nullable Duration onGetNextRetryInterval(
            String clientId, Exception lastException, Duration remainingTime, int baseWaitTime) {
        int count = getRetryCount(clientId);
        Duration pause = Duration.ofMillis(FIRST_PAUSE_MILLIS << Math.min(count, MOST));
        if (count >= MOST || !isRetryableException(lastException) || remainingTime.compareTo(pause) < 0) {
            return null;
        }
        incrementRetryCount(clientId);
        return pause;
    }
}
