package io.vigie.bootstrap.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/** The ways in which plain Java reaches out of the program: clocks, chance, the environment, standard streams, files. */
final class OutsideWorld {

    private static final Set<String> SYSTEM_MEMBERS = Set.of(
            "currentTimeMillis",
            "nanoTime",
            "getenv",
            "getProperty",
            "getProperties",
            "lineSeparator",
            "console",
            "in",
            "out",
            "err",
            "exit");

    /** Types that are nothing else. */
    private static final Set<String> OUTSIDE_TYPES = Set.of(
            "java.io.Console",
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.security.SecureRandom",
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.util.concurrent.ThreadLocalRandom");

    /** Method names that reach outside in every class that has them. */
    private static final Set<String> DEFAULTS = Set.of("randomUUID", "systemDefault", "shuffle", "getDefault");

    /** System properties, read as a number or a boolean. */
    private static final Set<String> PROPERTY_READERS =
            Set.of("java.lang.Boolean.getBoolean", "java.lang.Integer.getInteger", "java.lang.Long.getLong");

    private OutsideWorld() {}

    static DescribedPredicate<JavaAccess<?>> isReached() {
        return DescribedPredicate.describe(
                "reaches a clock, chance, the environment, a standard stream or a file",
                access -> isOutside(access.getTarget()));
    }

    private static boolean isOutside(AccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        return OUTSIDE_TYPES.contains(owner.getName())
                || (owner.isEquivalentTo(System.class) && SYSTEM_MEMBERS.contains(name))
                || (owner.getPackageName().startsWith("java.time") && name.equals("now"))
                || (owner.isEquivalentTo(Math.class) && name.equals("random"))
                || PROPERTY_READERS.contains(owner.getName() + "." + name)
                || DEFAULTS.contains(name);
    }
}
