package io.vigie.adapters.spark.files.listing;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Why something in an input directory is not read. */
public enum PassedOver {
    /** A directory, where subdirectories are not to be read. */
    SUBDIRECTORY("it lies in a subdirectory, and `recursive` is false"),
    /** A link to what is read by its own name, or to where the link itself lies. */
    LINK("it is a link to something that is read under its own name, or to a directory that the link lies in"),
    /** Neither file nor directory. */
    NO_FILE("it is neither a file nor a directory, or a link that leads nowhere"),
    /** No right to read it. */
    NO_PERMISSION("no permission to read it; it is read once there is"),
    /** Nothing in it. */
    EMPTY("it is empty; it is read once it holds something");

    private final String reason;

    PassedOver(String reason) {
        this.reason = reason;
    }

    /** None for each reason, by its word. */
    public static Map<String, Long> none() {
        Map<String, Long> none = new TreeMap<>();
        for (PassedOver why : values()) {
            none.put(why.word(), 0L);
        }
        return none;
    }

    /** As metrics have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String reason() {
        return reason;
    }
}
