package io.vigie.bootstrap.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long a message takes from a producer, through a running pipeline, to a consumer of its violations.
 * <pre>{@code
 * KafkaLatency SERVERS IN-TOPIC OUT-TOPIC RATE SECONDS [WARM-UP-SECONDS]
 * }</pre>
 *
 * <p>The pipeline, started beforehand with {@code vigie run}, reads {@code IN-TOPIC}, writes {@code violations} to
 * {@code OUT-TOPIC}, and has exactly one rule that these messages violate, such as {@code value > 100} of the metric
 * {@code temperature}. Each message's value tells its number, by which its violation is known again. Messages are sent
 * for {@code SECONDS} after a warm-up of 5 seconds or as long as said.
 *
 * <p>Of the time from sending a message to reading its violation, percentiles are told in milliseconds, without those of the
 * warm-up; of all messages, how many were lost, and how many violations came again. It ends when all have come back, or
 * half a minute after the last was sent. Exit status 1 says that some were lost.
 */
public final class KafkaLatency {

    private static final String USAGE =
            "KafkaLatency SERVERS IN-TOPIC OUT-TOPIC RATE SECONDS [WARM-UP-SECONDS]; the rate is in messages a second";

    private static final Duration DEFAULT_WARM_UP = Duration.ofSeconds(5);

    /** Messages whose times of sending are kept in memory. */
    private static final long MOST = 100_000_000;

    private KafkaLatency() {}

    /** Measures once, and prints one line. */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        if (args.length < 5 || args.length > 6) {
            System.err.println(USAGE);
            System.exit(2);
        }
        int rate = Integer.parseInt(args[3]);
        Duration warmUp = args.length > 5 ? Duration.ofSeconds(Long.parseLong(args[5])) : DEFAULT_WARM_UP;
        Duration length = warmUp.plusSeconds(Long.parseLong(args[4]));
        if (rate < 1 || rate * length.toSeconds() > MOST || rate * length.toSeconds() < 1) {
            System.err.println(USAGE + ", of which " + MOST + " are the most");
            System.exit(2);
        }
        SentTimes times = new SentTimes((int) (rate * length.toSeconds()), Math.toIntExact(rate * warmUp.toSeconds()));
        SteadyProducer producer = new SteadyProducer(args[0], args[1], rate, times);
        ViolationConsumer consumer = new ViolationConsumer(args[0], args[2], times);

        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (producer) {
            consumer.seekToEnd();
            Future<LatencyFigures> figures = thread.submit(() -> {
                try (consumer) { // in the thread that uses it
                    return consumer.collect();
                }
            });
            double reached = producer.send(() -> !figures.isDone());
            System.out.println(line(args, reached, figures.get()));
            System.exit(figures.get().lost() > 0 ? 1 : 0);
        } finally {
            thread.shutdownNow();
        }
    }

    private static String line(String[] args, double reached, LatencyFigures figures) {
        return String.join(
                ", ",
                List.of(
                        args[1] + " to " + args[2],
                        "%s/s asked for".formatted(args[3]),
                        "%.0f/s reached".formatted(reached),
                        figures.toString()));
    }
}
