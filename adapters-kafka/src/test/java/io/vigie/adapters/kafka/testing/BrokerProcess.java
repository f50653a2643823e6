package io.vigie.adapters.kafka.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * A Kafka broker as a process of its own. It ends when its standard input does, and so with the process that started it,
 * however that ends.
 */
final class BrokerProcess {

    private BrokerProcess() {}

    /** Takes the broker's properties file and, where its storage is new, the arguments that format it. */
    public static void main(String... arguments) {
        endWithStandardInput();
        if (arguments.length > 1) {
            format(Arrays.copyOfRange(arguments, 1, arguments.length));
        }
        Kafka.main(new String[] {arguments[0]});
    }

    private static void format(String... arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (StorageTool.execute(arguments, out) != 0) {
            throw new IllegalStateException("The broker's storage cannot be formatted.");
        }
    }

    private static void endWithStandardInput() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // Nothing is said to it.
                        }
                    } catch (IOException closed) {
                        // As good as its end.
                    }
                    Runtime.getRuntime().halt(1);
                },
                "end-with-standard-input");
        watch.setDaemon(true);
        watch.start();
    }
}
