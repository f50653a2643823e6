package io.vigie.adapters.spark.files;

import io.vigie.adapters.spark.files.listing.StoredFile;
import io.vigie.adapters.spark.files.listing.TakenFile;

/**
 * When files arrive: when they were modified, as the clock of another machine may have it. Files are one partition, so
 * that none arrives before the one before it; and none arrives after the moment at which its batch was planned. What is
 * said to be modified long after that, by a clock that is quite wrong, arrives with the one before it. All in microseconds.
 */
final class FileArrivals {

    private final long future;

    /** That of the file before; negative where there is none. */
    private long previous = -1;

    /** @param future how far a clock may be ahead, as the pipeline's time has it */
    FileArrivals(long future) {
        this.future = future;
    }

    /** Goes on from here. */
    void after(long arrival) {
        previous = Math.max(previous, arrival);
    }

    /** A file is taken by a batch that is planned now. */
    TakenFile take(StoredFile file, long planned) {
        long arrival = arrival(file, planned);
        boolean isAhead = isAhead(file, planned);
        return new TakenFile(
                file.path(), file.size(), file.modified(), arrival, isAhead ? Math.max(planned, arrival) : arrival);
    }

    /** It is told of a file that was read before. */
    TakenFile tell(StoredFile file, long planned, String remark, long place) {
        long arrival = arrival(file, planned);
        return new TakenFile(file.path(), file.size(), file.modified(), arrival, arrival, remark, place);
    }

    private long arrival(StoredFile file, long planned) {
        long modified = file.modified() * 1_000;
        long itself = modified <= planned ? modified : !isAhead(file, planned) || previous < 0 ? planned : previous;
        previous = Math.max(previous, itself);
        return previous;
    }

    private boolean isAhead(StoredFile file, long planned) {
        return file.modified() * 1_000 - planned > future;
    }
}
