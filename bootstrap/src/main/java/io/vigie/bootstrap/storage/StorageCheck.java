package io.vigie.bootstrap.storage;

import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Asks each container that a pipeline names whether it is there and lets the pipeline in, before anything begins. Hadoop
 * itself would try for many minutes, and make containers that are only misspelt.
 */
public final class StorageCheck {

    private static final Duration LONGEST = Duration.ofSeconds(45);
    private static final Pattern EXPIRY = Pattern.compile("(?:^|&)se=([^&]+)");

    private StorageCheck() {}

    /**
     * Looks at the containers in Azure storage that a pipeline reads or writes.
     *
     * @throws PipelineRefused when there is one that cannot be used
     */
    public static void mustAnswer(Configuration configuration, PipelinePlan pipeline) {
        List.of(pipeline.source())
                .flatMap(SourcePlan::location)
                .appendAll(pipeline.sinks().values().flatMap(sinks -> sinks).flatMap(SinkPlan::location))
                .append(pipeline.checkpoint())
                .flatMap(StoragePath::of)
                .distinctBy(StoragePath::root)
                .forEach(path -> mustAnswer(impatient(configuration), path));
    }

    private static void mustAnswer(Configuration configuration, StoragePath path) {
        expired(configuration, path).forEach(sentence -> {
            throw new PipelineRefused(sentence);
        });
        FutureTask<Integer> look = new FutureTask<>(() -> look(configuration, new Path(path.root())));
        Thread thread = new Thread(look, "vigie-storage-check");
        thread.setDaemon(true);
        thread.start();
        try {
            look.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw refused(path, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw refused(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PipelineRefused("Stopped before " + path.root() + " answered.", e);
        }
    }

    private static int look(Configuration configuration, Path root) throws IOException {
        try (FileSystem files = FileSystem.newInstance(root.toUri(), configuration)) {
            return files.listStatus(root).length;
        }
    }

    private static PipelineRefused refused(StoragePath path, Throwable failure) {
        return new PipelineRefused(
                StorageFailure.told(path, failure)
                        .getOrElse(() -> "Cannot look into " + path.root() + ": " + failure.getMessage()),
                failure);
    }

    /** Signatures say themselves until when they are good. */
    private static Option<String> expired(Configuration configuration, StoragePath path) {
        String setting = path.isBlob()
                ? "fs.azure.sas." + path.container() + "." + path.host()
                : FixedSignature.TOKEN + "." + path.host();
        return Option.of(configuration.get(setting))
                .flatMap(StorageCheck::expiry)
                .filter(end -> end.isBefore(Instant.now()))
                .map(end -> "The signature for the storage account " + path.account() + " has expired at " + end
                        + ": take a new one, and give it in `storage`.");
    }

    private static Option<Instant> expiry(String signature) {
        Matcher found = EXPIRY.matcher(signature);
        try {
            return found.find()
                    ? Option.some(OffsetDateTime.parse(found.group(1).replaceAll("(?i)%3A", ":"))
                            .toInstant())
                    : Option.none();
        } catch (DateTimeParseException another) {
            return Option.none();
        }
    }

    /** The same, but that it gives up soon. */
    public static Configuration impatient(Configuration configuration) {
        Configuration impatient = new Configuration(configuration);
        impatient.set("fs.azure.io.retry.max.retries", "1");
        impatient.set("fs.azure.io.retry.min.backoff.interval", "500");
        impatient.set("fs.azure.io.retry.backoff.interval", "500");
        impatient.set("fs.azure.io.retry.max.backoff.interval", "1000");
        impatient.set("fs.azure.oauth.token.fetch.retry.max.retries", "1");
        return impatient;
    }
}
