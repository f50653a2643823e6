package io.vigie.adapters.spark.files.listing;

import io.vigie.adapters.spark.files.listing.FileStore.Entry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The directories in which there is nothing new, as they have not been modified since all in them was taken. That a file has
 * grown its directory does not tell: now and then all are looked into.
 */
public final class UnchangedDirectories {

    /** What a directory holds may change once more within the tick of a file system's clock. */
    private static final long TICK = Duration.ofSeconds(3).toMillis();

    /** Between two looks into all of them, unless that takes long. */
    private static final long BETWEEN_WHOLE_LOOKS = Duration.ofMinutes(1).toNanos();

    /** So much of the time they are not looked into, however long that takes. */
    private static final int REST = 20;

    /** So many are kept; the others are looked into each time. */
    private static final int MOST = 100_000;

    /** By their paths from the root. */
    private final Map<String, Known> known = new HashMap<>();

    private final boolean isTold;
    private long nextWholeLook;
    private boolean isWhole = true;
    private long begun;

    /**
     * A directory as it was.
     *
     * @param modified in milliseconds since 1970
     * @param below the directories in it
     */
    private record Known(long modified, List<Entry> below) {}

    /** Those of a store, if it tells by a directory's time that something was put into it. */
    public static UnchangedDirectories of(FileStore store) {
        return new UnchangedDirectories(store.tellsWhatIsNew());
    }

    private UnchangedDirectories(boolean isTold) {
        this.isTold = isTold;
    }

    /** All that there is, as whoever looks once sees it. */
    public static UnchangedDirectories none() {
        return new UnchangedDirectories(false);
    }

    /** A look at the input begins: at what has changed, or now and then at all. */
    public void lookBegins(long nanoTime) {
        begun = nanoTime;
        isWhole = known.isEmpty() || nanoTime - nextWholeLook >= 0;
        if (isWhole) {
            known.clear();
        }
    }

    /** It has come to its end. */
    public void lookEnds(long nanoTime) {
        if (isWhole) {
            nextWholeLook = nanoTime + Math.max(BETWEEN_WHOLE_LOOKS, REST * (nanoTime - begun));
        }
    }

    /** The directories in one that need not be looked into itself; null where it must. */
    @Nullable
    List<Entry> below(String path, long modified) {
        Known before = known.get(path);
        return before == null || before.modified != modified ? null : before.below;
    }

    /**
     * All in this directory is known.
     *
     * @param modified when, in milliseconds since 1970, as it was told before it was looked into
     * @param now when that was
     */
    void keep(String path, long modified, long now, List<Entry> below) {
        if (isTold && now - modified > TICK && known.size() < MOST) {
            known.put(path, new Known(modified, List.copyOf(below)));
        }
    }
}
