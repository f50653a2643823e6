package io.vigie.bootstrap.benchmark.yardstick.process;

/** {@code WaitingProgram MILLISECONDS STATUS}: says that it waits, waits, and ends with a status. */
final class WaitingProgram {

    private WaitingProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("waiting");
        Thread.sleep(Long.parseLong(arguments[0]));
        System.exit(Integer.parseInt(arguments[1]));
    }
}
