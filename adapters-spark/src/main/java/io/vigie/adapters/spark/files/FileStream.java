package io.vigie.adapters.spark.files;

import io.vavr.control.Option;
import io.vigie.adapters.spark.files.content.Compression;
import io.vigie.adapters.spark.files.content.FileBytes;
import io.vigie.adapters.spark.files.content.LayoutFinder;
import io.vigie.adapters.spark.files.listing.FileStore;
import io.vigie.adapters.spark.files.listing.InputPath;
import io.vigie.adapters.spark.files.listing.PassedOver;
import io.vigie.adapters.spark.files.listing.StoredFile;
import io.vigie.adapters.spark.files.listing.TakenFile;
import io.vigie.adapters.spark.files.listing.UnchangedDirectories;
import io.vigie.application.plan.AfterReading;
import io.vigie.application.plan.FileLayout;
import io.vigie.application.port.out.PipelineFailed;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.ReportsSourceMetrics;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans batches of files: which of them each takes. */
final class FileStream implements MicroBatchStream, SupportsTriggerAvailableNow, ReportsSourceMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(FileStream.class);

    /** So many files wait in memory; what else is there is found again by the next listing. */
    private static final int MOST_WAITING = 100_000;

    /** Of each kind of what is passed over, so many are told by name. */
    private static final int MOST_TOLD = 20;

    private static final long SLOW_LISTING = 10_000;

    private final InputFiles input;
    private final FileReading reading;
    private final FileParts.Sizes sizes;
    private final TakenFiles taken;
    private final UnchangedDirectories unchanged;
    private final Deque<StoredFile> waiting = new ArrayDeque<>();
    private final Deque<Grown> grown = new ArrayDeque<>();

    /** What was passed over when it was last looked. */
    private final Map<PassedOver, Passed> passedOver = new EnumMap<>(PassedOver.class);

    /** What was told of that. */
    private final Set<String> told = new HashSet<>();

    /** How many files a stream may still take that ends with what was there when it began; negative without end. */
    private long left = -1;

    /** How many files were found and not taken yet. */
    private final AtomicLong found = new AtomicLong();

    /** How many entries were passed over when it was last looked, by the word for the reason. */
    private volatile Map<String, Long> passedOverCounts = PassedOver.none();

    private volatile boolean leavesFiles;
    private volatile long listingMillis;
    private volatile boolean isSlowTold;

    /** A file that is larger or smaller than when it was taken. */
    private record Grown(StoredFile file, long before) {}

    FileStream(InputFiles input, FileReading reading, FileParts.Sizes sizes, TakenFiles taken) {
        this.input = input;
        this.reading = reading;
        this.sizes = sizes;
        this.taken = taken;
        unchanged = UnchangedDirectories.of(input.store());
    }

    @Override
    public synchronized void prepareForTriggerAvailableNow() {
        look();
        left = found.get();
    }

    @Override
    public ReadLimit getDefaultReadLimit() {
        return ReadLimit.maxFiles(input.plan().maxFilesPerTrigger());
    }

    @Override
    public Offset initialOffset() {
        return new FileOffset(-1);
    }

    @Override
    public Offset deserializeOffset(String json) {
        return FileOffset.of(json);
    }

    @Override
    public Offset latestOffset() {
        throw new UnsupportedOperationException("Spark asks with the offset that it has.");
    }

    @Override
    public synchronized Offset latestOffset(Offset start, ReadLimit limit) {
        if (taken.last() > FileOffset.number(start)) {
            // Planned by a run that ended before Spark had written it down.
            return new FileOffset(taken.last());
        }
        if (waiting.isEmpty() && left != 0) {
            look();
        }
        List<TakenFile> next = take();
        return next.isEmpty() ? start : new FileOffset(taken.append(next));
    }

    private List<TakenFile> take() {
        long planned = System.currentTimeMillis() * 1_000;
        List<TakenFile> batch = new ArrayList<>();
        while (!grown.isEmpty()) {
            batch.add(told(grown.remove(), planned));
        }
        int most = input.plan().maxFilesPerTrigger();
        long bytes = 0;
        for (int files = 0; files < most && !waiting.isEmpty() && left != 0; files++) {
            StoredFile next = waiting.element();
            if (files > 0 && bytes + next.size() > input.choice().bytesPerBatch()) {
                break;
            }
            bytes += next.size();
            batch.add(taken.arrivals().take(waiting.remove(), planned));
            found.decrementAndGet();
            left -= left > 0 ? 1 : 0;
        }
        leavesFiles = !waiting.isEmpty() && left != 0;
        return batch;
    }

    /** Whether there were files left when the last batch was planned. */
    boolean leavesFiles() {
        return leavesFiles;
    }

    private TakenFile told(Grown file, long planned) {
        long now = file.file.size();
        long before = file.before;
        String remark = now > before
                ? (now - before) + " bytes were added to the file after it was taken, and are not read; write a file"
                        + " elsewhere and move it here when it is whole"
                : "the file had " + before + " bytes when it was taken, and has " + now
                        + " now: what was written in place of them is not read; give a new file a new name";
        return taken.arrivals().tell(file.file, planned, remark, Math.min(before, now));
    }

    /** Looks which files there are. */
    private void look() {
        long begun = System.nanoTime();
        PriorityQueue<StoredFile> oldest = new PriorityQueue<>(StoredFile.ORDER.reversed());
        passedOver.clear();
        grown.clear();
        unchanged.lookBegins(begun);
        Listing listing = new Listing(oldest);
        try {
            Option<InputPath> there = input.now();
            if (there.isEmpty()) {
                throw new FileNotFoundException(input.plan().path());
            }
            there.get().list(input.recursive(), unchanged, listing);
            unchanged.lookEnds(System.nanoTime());
        } catch (FileNotFoundException | NoSuchFileException gone) {
            tell("There is nothing at " + input.plan().path() + " now; files are read once they are there.");
        } catch (IOException e) {
            throw new PipelineFailed(
                    "Cannot look which files there are in " + input.plan().path() + ": " + e.getMessage()
                            + ". When it can be read again, start again: no file is lost or read twice.",
                    e);
        }
        List<StoredFile> sorted = new ArrayList<>(oldest);
        sorted.sort(StoredFile.ORDER);
        waiting.clear();
        waiting.addAll(sorted);
        found.set(listing.count);
        passedOverCounts = countPassedOver();
        listingMillis = (System.nanoTime() - begun) / 1_000_000;
        tellPassedOver();
        if (listingMillis > SLOW_LISTING && !isSlowTold) {
            isSlowTold = true;
            LOG.warn(
                    "To look which files there are in {} took {} s. Have files that were read moved away: source.json.after.",
                    input.plan().path(),
                    listingMillis / 1_000);
        }
    }

    /** Takes files that are not known yet, as many as may wait. */
    private final class Listing implements InputPath.Found {

        private final PriorityQueue<StoredFile> oldest;
        private long count;

        Listing(PriorityQueue<StoredFile> oldest) {
            this.oldest = oldest;
        }

        @Override
        public boolean file(StoredFile file) throws IOException {
            long before = taken.size(file.path());
            if (before != KnownFiles.UNKNOWN) {
                if (before < 0 || before == file.size()) {
                    return true;
                }
                grown.add(new Grown(file, before));
            } else if (!input.choice().isMeant(file)) {
                return true;
            } else if (file.size() == 0) {
                passedOver(file.path(), PassedOver.EMPTY);
            } else if (!input.store().isReadable(pathOf(file))) {
                passedOver(file.path(), PassedOver.NO_PERMISSION);
            } else {
                count++;
                oldest.add(file);
                if (oldest.size() > MOST_WAITING) {
                    oldest.remove();
                }
            }
            return false;
        }

        private String pathOf(StoredFile file) {
            return input.store().path(reading.name(file.path()));
        }

        @Override
        public void passedOver(String path, PassedOver why) {
            passedOver.computeIfAbsent(why, none -> new Passed()).add(path);
        }
    }

    /** What was passed over for one reason: how many, and some of them. */
    private static final class Passed {

        private final List<String> some = new ArrayList<>();
        private long count;

        void add(String path) {
            count++;
            if (some.size() < MOST_TOLD) {
                some.add(path);
            }
        }
    }

    /** How many entries of the directory are not read, by the word for the reason. */
    Map<String, Long> passedOver() {
        return passedOverCounts;
    }

    private Map<String, Long> countPassedOver() {
        Map<String, Long> counts = PassedOver.none();
        passedOver.forEach((why, passed) -> counts.put(why.word(), passed.count));
        return Map.copyOf(counts);
    }

    private void tellPassedOver() {
        passedOver.forEach((why, passed) -> tell("Not read in " + input.plan().path() + ", " + passed.count
                + ", as " + why.reason() + ": " + String.join(", ", passed.some)
                + (passed.count > passed.some.size() ? ", …" : "")));
    }

    /** Once each, as long as it stays the same. */
    private void tell(String sentence) {
        if (told.size() > MOST_TOLD) {
            told.clear();
        }
        if (told.add(sentence)) {
            LOG.warn("{}", sentence.replaceAll("\\p{Cntrl}", "?"));
        }
    }

    @Override
    public synchronized InputPartition[] planInputPartitions(Offset start, Offset end) {
        List<TakenFile> files = new ArrayList<>();
        for (long number = FileOffset.number(start) + 1; number <= FileOffset.number(end); number++) {
            files.addAll(taken.batch(number).files());
        }
        return FileParts.of(files, sizes, this::isDivisible).toArray(new InputPartition[0]);
    }

    private boolean isDivisible(TakenFile file) {
        return isDivisible(input.store(), reading, file);
    }

    /** Whether a large file is plain and in lines: else it can only be read from its beginning. */
    static boolean isDivisible(FileStore store, FileReading reading, TakenFile file) {
        try (FileBytes bytes = FileBytes.open(store, store.path(reading.name(file.path())), file.size())) {
            return bytes.compression() == Compression.NONE
                    && LayoutFinder.of(reading.layout(), bytes.peek(FileBytes.HEAD), false) == FileLayout.LINES;
        } catch (IOException e) {
            return false; // whoever reads it tells
        }
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new FileReaders(reading);
    }

    @Override
    public synchronized void commit(Offset end) {
        if (!(input.plan().after() instanceof AfterReading.Keep)) {
            taken.putAway(FileOffset.number(end));
        }
    }

    @Override
    public Map<String, String> metrics(Optional<Offset> latestConsumed) {
        return Map.of("filesNotTakenYet", found.toString(), "millisecondsOfListing", Long.toString(listingMillis));
    }

    @Override
    public @Nullable Offset reportLatestOffset() {
        return new FileOffset(taken.last());
    }

    @Override
    public void stop() {
        // there is nothing open between two batches
    }

    @Override
    public String toString() {
        return "files at " + input.plan().path();
    }
}
