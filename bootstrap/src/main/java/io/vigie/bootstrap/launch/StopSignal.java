package io.vigie.bootstrap.launch;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A signal that ends the process at any moment. The Java runtime sees to its end and to its status, 128 and the signal's
 * number, once all shutdown hooks are done; what fails meanwhile, as others take away what it works with, is no failure.
 */
public final class StopSignal {

    private static final AtomicBoolean OVER = new AtomicBoolean();

    private StopSignal() {}

    /** From now on a signal is told of, in one line. */
    public static void expect(PrintStream err) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> tell(err), "signal"));
    }

    private static void tell(PrintStream err) {
        if (OVER.compareAndSet(false, true)) {
            err.println("vigie: stopped by a signal");
        }
    }

    /** The process is about to end by itself. Does not return where a signal has come first. */
    public static void expectNoMore() {
        if (hasCome() || !OVER.compareAndSet(false, true)) {
            awaitEnd();
        }
    }

    /** Whether one has come, and the process ends. */
    public static boolean hasCome() {
        Thread probe = new Thread(() -> {}, "probe");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException shutdownInProgress) {
            return true;
        }
    }

    /** Waits for the end that a signal brings: the process ends without this thread. */
    public static void awaitEnd() {
        while (true) {
            LockSupport.park(StopSignal.class);
            Thread.interrupted(); // by those who end what it worked with
        }
    }
}
