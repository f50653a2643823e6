package io.vigie.bootstrap.launch;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;

/** The releases of Java that Spark 3.5 runs on, those with long support: on a later one it ends in errors of its own. */
public final class JavaRelease {

    private static final Seq<Integer> RUN = List.of(17, 21);

    private JavaRelease() {}

    /** What to tell a person whose Java is another, in one line; none where it is one of them. */
    public static Option<String> refusal() {
        return refusal(Runtime.version().feature(), System.getProperty("java.home", ""));
    }

    static Option<String> refusal(int release, String home) {
        return Option.when(
                !RUN.contains(release),
                () -> "Java " + release + " (in " + home + ") does not run Spark 3.5. Start Vigie with Java "
                        + RUN.mkString(" or ") + ", such as /usr/lib/jvm/java-17-openjdk-amd64/bin/java.");
    }
}
