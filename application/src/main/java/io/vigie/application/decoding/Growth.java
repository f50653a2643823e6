package io.vigie.application.decoding;

import io.vavr.collection.Seq;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSpec;

/**
 * How much becomes of one message: its tags stand beside each of its readings, and each of its readings may be in many
 * windows. A message that would become very many times its own size is too large, whatever its bytes. Only one that may
 * be is counted, reading by reading, before any of them is handed out.
 */
final class Growth implements DecodedMessage {

    /** The most bytes of tags, all readings taken together. */
    static final int MOST_TAGS = 16 << 20;

    /** The most windows that the readings of a message are counted in. */
    static final int MOST_WINDOWS = 1_000_000;

    private final Seq<WindowDefinition> definitions;

    /** How many windows a reading is in at most. */
    private final long windowsOfReading;

    /** What each reading is given besides the message's own tags. */
    private int given;

    private long tags;
    private long windows;
    private int readings;

    Growth(WindowBook book) {
        definitions = book.definitions();
        windowsOfReading = windows(definitions);
    }

    void tagged(int bytes) {
        given = bytes;
    }

    /** Whether so many readings, of so many bytes of tags each, may be too much: then they must be counted. */
    boolean isInDoubt(int count, int bytesOfTags) {
        return count > 1
                && (count * windowsOfReading > MOST_WINDOWS || (long) count * (bytesOfTags + given) > MOST_TAGS);
    }

    /** Begins to count a message's readings. */
    void begin() {
        tags = 0;
        windows = 0;
        readings = 0;
    }

    @Override
    public void reading(DecodedReading reading) {
        readings++;
        tags += reading.tags().bytes() + given;
        if (windowsOfReading > 0) {
            String device = reading.device().toString();
            String metric = reading.metric().toString();
            windows += windows(definitions.filter(definition ->
                    definition.metrics().matches(metric) && definition.devices().matches(device)));
        }
    }

    @Override
    public void rejected(Seq<Defect> defects, int more) {
        // What is not taken becomes one row, whatever is wrong with it.
    }

    /** @throws MessageRejected when what was counted is too much */
    void mustBeBounded() {
        if (tags > MOST_TAGS) {
            throw new MessageRejected(new Defect.TooLarge("the tags of the message's " + readings + " readings come to "
                    + tags + " bytes, more than " + MOST_TAGS));
        }
        if (windows > MOST_WINDOWS) {
            throw new MessageRejected(new Defect.TooLarge("the message's " + readings + " readings are in " + windows
                    + " windows, more than " + MOST_WINDOWS));
        }
    }

    private static long windows(Seq<WindowDefinition> definitions) {
        return definitions
                .map(definition -> definition.spec().interpret(new AtOnce()))
                .sum()
                .longValue();
    }

    /** In how many windows a reading is at once. */
    private static final class AtOnce implements WindowSpec.Algebra<Long> {

        @Override
        public Long tumbling(WindowSpec.Tumbling windows) {
            return 1L;
        }

        @Override
        public Long hopping(WindowSpec.Hopping windows) {
            long every = windows.every().toMillis();
            return (windows.size().toMillis() + every - 1) / every;
        }

        @Override
        public Long session(WindowSpec.Session windows) {
            return 1L;
        }
    }
}
