package io.vigie.application.plan;

/**
 * The value of a setting, which may hold a secret: it prints as the pipeline file has it, such as
 * {@code ${env:PASSWORD}}, never as what that stands for.
 *
 * @param value what the engine is given; not for logs, messages or files
 * @param written as the pipeline file has it
 */
public record SettingValue(String value, String written) {

    /** A value that stands for nothing but itself. */
    public static SettingValue plain(String value) {
        return new SettingValue(value, value);
    }

    @Override
    public String toString() {
        return written;
    }
}
