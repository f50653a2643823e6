package io.vigie.bootstrap.configuration.yaml;

import io.vigie.application.plan.SettingValue;
import java.util.regex.Pattern;

/** Tells settings that hold a secret by their names, and by what secrets of Azure look like. */
public final class Secrets {

    /** Words that are rarely part of others, wherever they are. */
    private static final Pattern SECRET_PART = Pattern.compile(
            "password|passwd|secret|token|credential|connection[._-]?string|jaas", Pattern.CASE_INSENSITIVE);

    /** Short words, only where they stand alone or begin in the camel's way. */
    private static final Pattern SECRET_WORD =
            Pattern.compile("(?:^|[._-])(?:key|sas|pwd)(?:$|[._-])|(?<=[a-z])(?:Key|Sas|Pwd)(?![a-z])");

    /** What says something of a secret and is none: where it lies, how long it lives. */
    private static final Pattern ABOUT_A_SECRET = Pattern.compile(
            "(?:enabled|type|location|path|file|store|provider|class|interval|timeout|length|regex|uri|url)$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern AZURE_SECRET = Pattern.compile(
            "(?:AccountKey|SharedAccessKey|SharedAccessSignature|[?&]sig)\\s*=", Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** Whether this setting is a secret, or may be one, that the file holds itself. */
    static boolean isLiteral(String name, SettingValue value) {
        return !References.areIn(value.written())
                && ((isSecret(name) && !value.value().matches("true|false")) || looksSecret(value.value()));
    }

    /** Whether this text is an access key or signature, whatever it is called. */
    public static boolean looksSecret(String text) {
        return AZURE_SECRET.matcher(text).find();
    }

    /** Whether a setting of this name may hold a secret. */
    public static boolean isSecret(String name) {
        return (SECRET_PART.matcher(name).find() || SECRET_WORD.matcher(name).find())
                && !ABOUT_A_SECRET.matcher(name).find();
    }
}
