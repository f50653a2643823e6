package io.vigie.bootstrap.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.function.Predicate;

/** Which types are ports of the application, and what is asked of one. */
final class ApplicationPorts {

    /** What the application needs of the world. */
    static final DescribedPredicate<JavaClass> DRIVEN = DescribedPredicate.describe(
            "are driven ports",
            type -> isOpen(type)
                    && (type.getPackageName().equals(Packages.DRIVEN_PORTS)
                            || Packages.DRIVEN_BESIDE_USE_CASES.contains(type.getName())));

    /** What the application does for those who drive it. */
    static final DescribedPredicate<JavaClass> INBOUND = DescribedPredicate.describe(
            "are inbound ports",
            type -> isOpen(type) && Packages.USE_CASES.contains(type.getPackageName()) && !DRIVEN.test(type));

    private ApplicationPorts() {}

    /** A public interface that anybody may implement. */
    private static boolean isOpen(JavaClass type) {
        return type.isInterface()
                && type.isTopLevelClass()
                && !type.isSealed()
                && !type.getSimpleName().equals("package-info")
                && type.getModifiers().contains(JavaModifier.PUBLIC);
    }

    static DescribedPredicate<JavaClass> implement(DescribedPredicate<JavaClass> ports) {
        return DescribedPredicate.describe(
                "implement what " + ports.getDescription(),
                type -> !type.isInterface()
                        && type.getAllRawInterfaces().stream().anyMatch(ports));
    }

    /** Some class of these packages does what it says. */
    static ArchCondition<JavaClass> beImplementedIn(String... packages) {
        return condition(
                "be implemented in " + Arrays.toString(packages),
                port -> port.getAllSubclasses().stream()
                        .anyMatch(type -> !type.isInterface()
                                && Arrays.stream(packages)
                                        .anyMatch(name -> type.getPackageName().startsWith(name))));
    }

    /** Some class of another package calls it, and not only what is behind it. */
    static ArchCondition<JavaClass> beCalledFromOutside() {
        return condition(
                "be called from another package",
                port -> port.getMethodCallsToSelf().stream()
                        .anyMatch(
                                call -> !call.getOriginOwner().getPackageName().equals(port.getPackageName())));
    }

    private static ArchCondition<JavaClass> condition(String description, Predicate<JavaClass> holds) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass port, ConditionEvents events) {
                events.add(new SimpleConditionEvent(port, holds.test(port), port.getName() + " should " + description));
            }
        };
    }
}
