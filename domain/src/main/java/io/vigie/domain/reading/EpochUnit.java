package io.vigie.domain.reading;

/** What a time that is a number counts. */
public enum EpochUnit {
    /** Seconds since 1970. */
    SECONDS("s", "seconds", 6, 0),
    /** Milliseconds since 1970. */
    MILLISECONDS("ms", "milliseconds", 3, 0),
    /** Microseconds since 1970. */
    MICROSECONDS("us", "microseconds", 0, 0),
    /** Nanoseconds since 1970. */
    NANOSECONDS("ns", "nanoseconds", -3, 0),
    /** <a href="https://learn.microsoft.com/dotnet/api/system.datetime.ticks">Ticks of .NET</a>: 100 ns since year 1. */
    TICKS("ticks", "ticks", -1, EventTime.FIRST);

    private final String word;
    private final String noun;
    private final int powerToMicroseconds;
    private final long start;

    EpochUnit(String word, String noun, int powerToMicroseconds, long start) {
        this.word = word;
        this.noun = noun;
        this.powerToMicroseconds = powerToMicroseconds;
        this.start = start;
    }

    /** As configuration files write it, such as {@code ms}. */
    public String word() {
        return word;
    }

    /** What it is called in a sentence, such as {@code milliseconds}. */
    public String noun() {
        return noun;
    }

    /** How many powers of 10 make microseconds of it. */
    int powerToMicroseconds() {
        return powerToMicroseconds;
    }

    /** When its 0 is, in microseconds since 1970. */
    long start() {
        return start;
    }
}
