package io.vigie.adapters.spark.files;

import io.vavr.collection.HashSet;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Set;
import io.vigie.adapters.spark.files.listing.StoredFile;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.port.out.PipelineRefused;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.apache.hadoop.fs.GlobPattern;
import org.apache.hadoop.util.StringUtils.TraditionalBinaryPrefix;
import org.jspecify.annotations.Nullable;

/**
 * Which files of an input are meant, and how much of them a batch takes, by the names that Spark's file source has for it.
 *
 * @param name a glob of the last name in a path; null for any
 * @param after only what was modified after this moment, in milliseconds since 1970
 * @param before only what was modified before
 * @param bytesPerBatch no further file once a batch has so many
 * @param recursive whether those in subdirectories are meant
 */
record FileChoice(@Nullable GlobPattern name, long after, long before, long bytesPerBatch, boolean recursive) {

    private static final String NAME = "pathglobfilter";
    private static final String AFTER = "modifiedafter";
    private static final String BEFORE = "modifiedbefore";
    private static final String BYTES = "maxbytespertrigger";
    private static final String RECURSIVE = "recursivefilelookup";
    private static final Set<String> ALL = HashSet.of(NAME, AFTER, BEFORE, BYTES, RECURSIVE);

    /**
     * By a plan's further options, whose names are taken in any case.
     *
     * @throws PipelineRefused when one of them is none of these, or makes no sense
     */
    static FileChoice of(Map<String, SettingValue> options) {
        Map<String, String> lower = LinkedHashMap.empty();
        for (var option : options) {
            String key = option._1.toLowerCase(Locale.ROOT);
            if (!ALL.contains(key)) {
                throw new PipelineRefused("source.json.options: " + option._1
                        + " is no option of files here. There are pathGlobFilter, modifiedAfter, modifiedBefore,"
                        + " maxBytesPerTrigger and recursiveFileLookup.");
            }
            lower = lower.put(key, option._2.value());
        }
        return new FileChoice(
                lower.get(NAME).map(GlobPattern::new).getOrNull(),
                lower.get(AFTER).map(text -> time("modifiedAfter", text)).getOrElse(Long.MIN_VALUE),
                lower.get(BEFORE).map(text -> time("modifiedBefore", text)).getOrElse(Long.MAX_VALUE),
                lower.get(BYTES).map(FileChoice::bytes).getOrElse(Long.MAX_VALUE),
                !lower.get(RECURSIVE).exists("false"::equalsIgnoreCase));
    }

    private static long time(String option, String text) {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new PipelineRefused(
                    "source.json.options: " + option + " is a time in UTC such as 2026-01-31T06:00:00, not " + text, e);
        }
    }

    private static long bytes(String text) {
        try {
            return TraditionalBinaryPrefix.string2long(text.replaceFirst("(?i)(?<=[kmgt])b$", ""));
        } catch (IllegalArgumentException e) {
            throw new PipelineRefused("source.json.options: maxBytesPerTrigger is a size such as 100m, not " + text, e);
        }
    }

    boolean isMeant(StoredFile file) {
        String last = file.path().substring(file.path().lastIndexOf('/') + 1);
        return file.modified() > after && file.modified() < before && (name == null || name.matches(last));
    }
}
