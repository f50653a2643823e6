package io.vigie.adapters.spark.files;

import io.vigie.adapters.spark.files.listing.TakenFile;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What one task reads, in the order of arrival.
 *
 * @param parts one or more
 */
record FileParts(ArrayList<FilePart> parts) implements InputPartition {

    private static final long serialVersionUID = 1;

    /** Tells whether a file is one that can be read in parts: plain, and in lines. */
    interface Divisible {
        boolean isDivisible(TakenFile file);
    }

    /**
     * How much tasks read.
     *
     * @param most bytes of one file at most, where it can be read in parts
     * @param opening what opening a file costs, in bytes that could be read meanwhile
     * @param tasks how many can run at once
     */
    record Sizes(long most, long opening, int tasks) {}

    /** Shares files out to tasks, which all get about as much. */
    static List<FileParts> of(List<TakenFile> files, Sizes sizes, Divisible divisible) {
        long all = files.stream()
                .mapToLong(file -> Math.max(file.size(), 0) + sizes.opening)
                .sum();
        long most = Math.min(sizes.most, Math.max(sizes.opening, all / Math.max(sizes.tasks, 1)));
        List<FilePart> parts = new ArrayList<>();
        for (TakenFile file : files) {
            if (file.isRead() && file.size() > most && divisible.isDivisible(file)) {
                for (long from = 0; from < file.size(); from += most) {
                    parts.add(new FilePart(file, from, Math.min(from + most, file.size())));
                }
            } else {
                parts.add(FilePart.all(file));
            }
        }
        long cost =
                parts.stream().mapToLong(part -> part.bytes() + sizes.opening).sum();
        long shares = Math.max(1, Math.min(parts.size(), (cost + most - 1) / most));
        return share(parts, cost, shares, sizes.opening);
    }

    private static List<FileParts> share(List<FilePart> parts, long cost, long shares, long opening) {
        List<FileParts> shared = new ArrayList<>();
        ArrayList<FilePart> share = new ArrayList<>();
        double before = 0;
        for (FilePart part : parts) {
            // By its middle, so that no task gets half a part more than another.
            double middle = before + (part.bytes() + opening) / 2.0;
            if (!share.isEmpty() && middle * shares / cost >= shared.size() + 1) {
                shared.add(new FileParts(share));
                share = new ArrayList<>();
            }
            share.add(part);
            before += part.bytes() + opening;
        }
        if (!share.isEmpty()) {
            shared.add(new FileParts(share));
        }
        return shared;
    }
}
