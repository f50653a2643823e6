package io.vigie.application.measurement;

import io.vavr.collection.List;
import io.vavr.collection.Seq;

/**
 * Something that is measured of a pipeline. Names and units are as Prometheus would have them: seconds, bytes, and {@code
 * _total} at the end of what only grows, from zero at each start of the process.
 *
 * @see <a href="https://prometheus.io/docs/practices/naming/">Prometheus, metric and label naming</a>
 */
public enum Meter {
    /** Batches with something in them. */
    BATCHES("vigie_batches_total", "Batches that had messages, or from which something came."),
    /** Valid readings. */
    READINGS("vigie_readings_total", "Valid readings, late and repeated ones included."),
    /** Readings that came late. */
    LATE_READINGS("vigie_late_readings_total", "Readings below their device's watermark, which were not evaluated."),
    /** Readings that came again. */
    REPEATED_READINGS("vigie_repeated_readings_total", "Readings alike to earlier ones, which were not evaluated."),
    /** Rejected messages by reason. */
    REJECTED_MESSAGES("vigie_rejected_messages_total", "Messages that were rejected.", "reason"),
    /** Messages that were gone. */
    LOST_MESSAGES("vigie_lost_messages_total", "Messages that were gone from the source before they were read."),
    /** Conditions that readings met. */
    VIOLATIONS("vigie_violations_total", "Conditions that readings met by themselves, where that is written."),
    /** Complete windows. */
    WINDOWS("vigie_windows_total", "Windows that were complete."),
    /** Readings too late for a window. */
    UNCOUNTED_READINGS("vigie_uncounted_readings_total", "Readings that came too late for a window they belong to."),
    /** Devices that were forgotten. */
    FORGOTTEN_DEVICES(
            "vigie_forgotten_devices_total",
            "Devices that were forgotten: they had sent nothing for forgetDevicesAfter, or the verb forget named them."),
    /** Devices in several partitions. */
    SCATTERED_DEVICES(
            "vigie_scattered_devices_total",
            "Devices with messages from more than one partition in a batch, whose order nobody knows; batch by batch."),
    /** Headers that are no tags. */
    HEADERS_LEFT_OUT(
            "vigie_headers_left_out_total", "Headers of messages that were too long, or too many, to be tags."),
    /** Transitions of alarms. */
    ALARM_TRANSITIONS(
            "vigie_alarm_transitions_total",
            "Transitions of alarms, without those of shadow rules.",
            "rule",
            "transition",
            "severity"),
    /** Transitions of alarms of shadow rules. */
    SHADOW_ALARM_TRANSITIONS(
            "vigie_shadow_alarm_transitions_total",
            "Transitions of alarms of shadow rules.",
            "rule",
            "transition",
            "severity"),
    /** Alarms that are active. */
    ALARMS_ACTIVE(
            "vigie_alarms_active",
            "Active alarms of the rules in force, shadow rules apart; also those raised before this start.",
            "rule",
            "severity"),
    /** Alarms of shadow rules that are active. */
    SHADOW_ALARMS_ACTIVE("vigie_shadow_alarms_active", "Active alarms of shadow rules.", "rule", "severity"),
    /** Whether the rules that the pipeline should have cannot be used. */
    RULES_REFUSED("vigie_rules_refused", "1 while the rules that the pipeline should have cannot be used, else 0."),
    /** The pipeline's clock. */
    WATERMARK(
            "vigie_watermark_timestamp_seconds",
            "The pipeline's clock: the arrival up to which all is read, in seconds since 1970."),
    /** How far the pipeline's clock is behind. */
    WATERMARK_DELAY("vigie_watermark_delay_seconds", "How far the pipeline's clock is behind the time of day."),
    /** When the latest message arrived. */
    LATEST_ARRIVAL(
            "vigie_latest_arrival_timestamp_seconds",
            "When the latest message that was read had arrived at the source, roughly, in seconds since 1970."),
    /** Messages left to read. */
    BACKLOG(
            "vigie_source_backlog_messages",
            "Messages that a partition of the source had left when the latest batch was planned.",
            "partition"),
    /** What is not read. */
    NOT_READ(
            "vigie_source_files_not_read",
            "Files and directories of the input that are not read, when it was last looked into.",
            "reason"),
    /** Times of batches. */
    BATCH_DURATION("vigie_batch_duration_seconds", "How long batches took, from planning to commit."),
    /** Times of the steps of batches. */
    BATCH_STEP("vigie_batch_step_seconds_total", "Time spent in each step of batches, as Spark names them.", "step"),
    /** The end of the latest batch. */
    LAST_BATCH("vigie_last_batch_timestamp_seconds", "When the latest batch was done, in seconds since 1970."),
    /** Devices with state. */
    STATE_ROWS("vigie_state_rows", "Rows of state: one for each device that is remembered."),
    /** State that was written. */
    STATE_ROWS_UPDATED("vigie_state_rows_updated_total", "Rows of state that were written."),
    /** Memory of the state. */
    STATE_MEMORY("vigie_state_memory_bytes", "Memory that the state takes, by Spark's estimate."),
    /** Times of the state's steps. */
    STATE_STEP(
            "vigie_state_step_seconds_total",
            "Time spent on the state, added up over its parts, which work at the same time.",
            "step"),
    /** Whether it runs. */
    RUNNING("vigie_pipeline_running", "1 while the pipeline runs, 0 after its end."),
    /** Whether it is ready. */
    READY("vigie_pipeline_ready", "1 once a batch was written, or the source had nothing to read, else 0."),
    /** For how long nothing has moved. */
    STALLED("vigie_pipeline_stalled_seconds", "For how long nothing has moved though a batch is under way.");

    private static final String TOTAL = "_total";

    private final String text;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // a List, of text
    private final Seq<String> labels;

    Meter(String text, String help, String... labels) {
        this.text = text;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** Its whole name, such as {@code vigie_readings_total}. */
    public String text() {
        return text;
    }

    /** What it is, in a sentence. */
    public String help() {
        return help;
    }

    /** What its numbers are told apart by, beside the pipeline. */
    public Seq<String> labels() {
        return labels;
    }

    /** Whether it only grows while the process lives; else it goes up and down. */
    public boolean onlyGrows() {
        return text.endsWith(TOTAL);
    }
}
