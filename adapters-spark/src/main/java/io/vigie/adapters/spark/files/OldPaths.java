package io.vigie.adapters.spark.files;

import io.vigie.adapters.spark.files.listing.InputPath;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;

/** Addresses as an earlier version logged them become paths from the root of the input. */
final class OldPaths {

    private final InputFiles input;
    private final String root;
    private final URI store;

    private OldPaths(InputFiles input, String root) {
        this.input = input;
        this.root = root.equals("/") ? root : root + "/";
        store = URI.create(input.store().name("/"));
    }

    static OldPaths of(InputFiles input) {
        try {
            return new OldPaths(
                    input,
                    input.now()
                            .map(InputPath::root)
                            .getOrElse(() -> input.store().path(input.plan().path())));
        } catch (IOException e) {
            throw new PipelineRefused("Cannot look into " + input.plan().path() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The path of a file.
     *
     * @throws IllegalArgumentException when it is in another file system
     * @throws PipelineRefused when it lies elsewhere, and not where the input may have been moved from
     */
    String path(String address) {
        URI there = URI.create(address);
        if (there.getPath() == null
                || !Objects.equals(there.getScheme(), store.getScheme())
                || !Objects.equals(there.getAuthority(), store.getAuthority())) {
            throw new IllegalArgumentException(address);
        }
        String path = there.getPath();
        if (path.startsWith(root)) {
            return path.substring(root.length());
        }
        // Of the same input at another place, the path ends in what the pipeline's file says.
        String written = input.plan().written();
        String name = "/" + written.replaceAll("^(\\./)+|/+$", "") + "/";
        int at = path.lastIndexOf(name);
        if (!written.startsWith("/") && at >= 0) {
            return path.substring(at + name.length());
        }
        throw new PipelineRefused("The checkpoint tells of the file " + path + ", which is not in "
                + input.plan().path() + ": the input was renamed, and all files there would be read as new ones. Write"
                + " source.json.path as it was; or give a pipeline of other input a checkpoint and tables of its own.");
    }
}
