package io.vigie.adapters.spark.files;

import io.vavr.control.Option;
import io.vigie.adapters.spark.files.listing.FileStore;
import io.vigie.adapters.spark.files.listing.InputPath;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * The files that a plan means, by its path and by what else it says of them.
 *
 * @param store where they are
 * @param plan what is meant
 * @param choice which of them, by name and by modification
 */
record InputFiles(FileStore store, SourcePlan.JsonFiles plan, FileChoice choice) {

    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    /** @throws PipelineRefused when the plan asks for what there is not */
    static InputFiles of(SourcePlan.JsonFiles plan, Configuration hadoop) {
        try {
            return new InputFiles(FileStore.of(plan.path(), hadoop), plan, FileChoice.of(plan.options()));
        } catch (IOException e) {
            throw unseen(plan, e);
        }
    }

    /** What the path means now; none where nothing is there, as it may be for a glob. */
    Option<InputPath> now() throws IOException {
        return InputPath.of(store, plan.path());
    }

    /** Whether those in subdirectories are meant. */
    boolean recursive() {
        return plan.recursive() && choice.recursive();
    }

    /** @throws PipelineRefused when there is nothing, and never can be by the same path */
    void mustBeThere() {
        try {
            if (now().isEmpty() && !WILDCARD.matcher(plan.path()).find()) {
                throw new PipelineRefused("There is no " + plan.path()
                        + " to read. Make the directory, or correct source.json.path; files may come later.");
            }
        } catch (IOException e) {
            throw unseen(plan, e);
        }
    }

    private static PipelineRefused unseen(SourcePlan.JsonFiles plan, IOException e) {
        return new PipelineRefused("Cannot look into " + plan.path() + ": " + e.getMessage(), e);
    }
}
