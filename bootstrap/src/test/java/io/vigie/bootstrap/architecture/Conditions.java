package io.vigie.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;

/** What ArchUnit does not ask by itself. */
final class Conditions {

    private Conditions() {}

    static ArchCondition<JavaClass> beSealed() {
        return condition("be sealed", JavaClass::isSealed, "is not sealed");
    }

    /** A concrete class below a sealed type is a record. */
    static ArchCondition<JavaClass> haveRecordsAtTheEnds() {
        return condition(
                "be records where they end a sealed type",
                type -> type.isRecord() || isAbstract(type) || !isBelowASealedType(type),
                "ends a sealed type and is no record");
    }

    private static boolean isAbstract(JavaClass type) {
        return type.isInterface() || type.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    /** The constants of an enum with bodies are its permitted subclasses, in the class file; nobody wrote that. */
    private static boolean isBelowASealedType(JavaClass type) {
        return type.getAllRawInterfaces().stream().anyMatch(JavaClass::isSealed)
                || type.getAllRawSuperclasses().stream().anyMatch(above -> above.isSealed() && !above.isEnum());
    }

    private static ArchCondition<JavaClass> condition(
            String description, Predicate<JavaClass> holds, String violation) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean satisfied = holds.test(type);
                events.add(new SimpleConditionEvent(
                        type, satisfied, type.getName() + (satisfied ? " does " + description : " " + violation)));
            }
        };
    }

    /** Be of use to a class of another package, itself or by what is nested in it. */
    static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return new ArchCondition<>("be used by another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean used = type.getPackage().getClasses().stream()
                        .filter(each -> each.equals(type) || each.getName().startsWith(type.getName() + "$"))
                        .flatMap(each -> each.getDirectDependenciesToSelf().stream())
                        .anyMatch(dependency ->
                                !dependency.getOriginClass().getPackageName().equals(type.getPackageName()));
                if (!used) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " is public, and no other package uses it"));
                }
            }
        };
    }
}
