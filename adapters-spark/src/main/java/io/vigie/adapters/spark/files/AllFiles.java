package io.vigie.adapters.spark.files;

import io.vavr.control.Option;
import io.vigie.adapters.spark.files.listing.InputPath;
import io.vigie.adapters.spark.files.listing.PassedOver;
import io.vigie.adapters.spark.files.listing.StoredFile;
import io.vigie.adapters.spark.files.listing.TakenFile;
import io.vigie.adapters.spark.files.listing.UnchangedDirectories;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files of an input that are there now, as if they had been taken as they came. */
final class AllFiles {

    private AllFiles() {}

    static List<TakenFile> of(InputFiles input, FileArrivals arrivals) {
        List<StoredFile> found = new ArrayList<>();
        try {
            Option<InputPath> there = input.now();
            if (there.isDefined()) {
                there.get().list(input.recursive(), UnchangedDirectories.none(), new InputPath.Found() {
                    @Override
                    public boolean file(StoredFile file) {
                        if (file.size() > 0 && input.choice().isMeant(file)) {
                            found.add(file);
                        }
                        return true;
                    }

                    @Override
                    public void passedOver(String path, PassedOver why) {
                        // those who look at the past have no use for it
                    }
                });
            }
        } catch (IOException e) {
            throw new PipelineRefused("Cannot look into " + input.plan().path() + ": " + e.getMessage(), e);
        }
        found.sort(StoredFile.ORDER);
        long now = System.currentTimeMillis() * 1_000;
        return found.stream().map(file -> arrivals.take(file, now)).toList();
    }
}
