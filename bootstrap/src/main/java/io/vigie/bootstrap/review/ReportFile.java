package io.vigie.bootstrap.review;

import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the page goes. */
final class ReportFile {

    private ReportFile() {}

    /** @throws PipelineRefused when nothing can be written there, before the long work begins */
    static void mustBeWritable(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory) || Files.isDirectory(file)) {
            throw new PipelineRefused("Cannot write the report " + file
                    + (Files.isDirectory(file)
                            ? ": it is a directory. Name a file."
                            : ": there is no directory " + directory + ". Make it, or name another place."));
        }
    }

    static void write(Path file, String page) {
        try {
            Files.write(file, page.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new PipelineFailed("Cannot write the report " + file + ": " + e.getMessage(), e);
        }
    }
}
