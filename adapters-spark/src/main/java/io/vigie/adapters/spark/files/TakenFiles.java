package io.vigie.adapters.spark.files;

import io.vigie.adapters.spark.files.listing.TakenFile;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The files that a pipeline has taken, as its checkpoint knows them, and those that it takes now. */
final class TakenFiles {

    private final KnownFiles known = new KnownFiles();
    private final FileLog log;
    private final FileArrivals arrivals;
    private final FilesRead read;

    private TakenFiles(FileLog log, FileArrivals arrivals, FilesRead read) {
        this.log = log;
        this.arrivals = arrivals;
        this.read = read;
    }

    /**
     * As a checkpoint has them.
     *
     * @param source the source's directory there
     * @throws io.vigie.application.port.out.PipelineRefused when it is damaged, or of another input
     */
    static TakenFiles of(
            InputFiles input, FileReading reading, String source, FileArrivals arrivals, Configuration hadoop) {
        TakenFiles files = new TakenFiles(
                FileLog.of(source, input.plan().written(), hadoop),
                arrivals,
                FilesRead.of(input, reading, source, hadoop));
        files.load(input);
        return files;
    }

    private void load(InputFiles input) {
        log.read(
                batch -> {
                    batch.files().stream()
                            .filter(file -> !read.isPutAway(batch.number(), file))
                            .forEach(file -> known.put(file.path(), file.size()));
                    arrivals.after(batch.lastArrival());
                },
                address -> OldPaths.of(input).path(address));
    }

    /** How large a file was when it was taken, as {@link KnownFiles} says it. */
    long size(String path) {
        return known.size(path);
    }

    /** When the next files arrive. */
    FileArrivals arrivals() {
        return arrivals;
    }

    /** The number of the last batch; negative before the first. */
    long last() {
        return log.last();
    }

    TakenBatch batch(long number) {
        return log.batch(number);
    }

    /** The next batch takes these; answers with its number. */
    long append(List<TakenFile> files) {
        TakenBatch batch = log.append(files);
        files.forEach(file -> known.put(file.path(), file.size()));
        return batch.number();
    }

    /** All outputs have what came of the batches up to this one. */
    void putAway(long batch) {
        read.until(batch, log::batch, known::forget);
    }
}
