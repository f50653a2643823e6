package io.vigie.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static io.vigie.bootstrap.architecture.Packages.within;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What keeps packages such that a person finds something in them. */
final class LayoutRules {

    /** As many classes of a package as can still be looked over. */
    static final int MOST_CLASSES = 32;

    static final ArchRule PACKAGES_ARE_SMALL = classes()
            .that()
            .resideInAPackage(within(Packages.ROOT))
            .should(onAll(
                    "be in packages of " + MOST_CLASSES + " classes or fewer",
                    all -> all.stream()
                            .filter(type -> type.isTopLevelClass() && !isPackageInfo(type))
                            .collect(Collectors.groupingBy(
                                    JavaClass::getPackageName, TreeMap::new, Collectors.counting()))
                            .entrySet()
                            .stream()
                            .filter(entry -> entry.getValue() > MOST_CLASSES)
                            .map(entry -> entry.getKey() + " has " + entry.getValue() + " classes")
                            .toList()));

    static final ArchRule WINGS_SEE_NOTHING_ABOVE_THEM = classes()
            .that()
            .resideInAPackage(within(Packages.ROOT))
            .should(seeNothingAboveThem())
            .because("what a wing shares with the package that it is in belongs into the wing, or a wing beside it");

    static final ArchRule NAMES_OCCUR_ONCE = classes()
            .that()
            .resideInAPackage(within(Packages.ROOT))
            .should(onAll(
                    "have names of their own",
                    all -> all.stream()
                            .filter(type -> type.isTopLevelClass() && !isPackageInfo(type))
                            .filter(type -> !type.getName().equals(Packages.MAIN_CLASS))
                            .sorted(Comparator.comparing(JavaClass::getName))
                            .collect(Collectors.groupingBy(
                                    JavaClass::getSimpleName,
                                    TreeMap::new,
                                    Collectors.mapping(JavaClass::getPackageName, Collectors.joining(", "))))
                            .entrySet()
                            .stream()
                            .filter(entry -> entry.getValue().contains(", "))
                            .map(entry -> entry.getKey() + " is in " + entry.getValue())
                            .toList()))
            .because(
                    "who hears of a class should not have to ask which; only the command line itself is called as the library is");

    private LayoutRules() {}

    /**
     * No circles of classes, but for those that are known: one that is found lies within one of those, and none of those
     * is gone.
     */
    static ArchRule classesFormNoCirclesBut(Collection<? extends Set<String>> known) {
        return classes()
                .that()
                .resideInAPackage(within(Packages.ROOT))
                .should(onAll("form no circles, but for those that are known", all -> {
                    List<NavigableSet<String>> circles = Circles.among(all);
                    List<String> wrong = new ArrayList<>();
                    circles.stream()
                            .filter(circle -> known.stream().noneMatch(knot -> knot.containsAll(circle)))
                            .forEach(circle -> wrong.add("a circle: " + String.join(" ", circle)));
                    known.stream()
                            .filter(knot -> circles.stream().noneMatch(knot::containsAll))
                            .forEach(knot -> wrong.add("a circle no more: " + String.join(" ", knot)));
                    return wrong;
                }));
    }

    private static ArchCondition<JavaClass> seeNothingAboveThem() {
        return new ArchCondition<>("see nothing of the packages that they are in") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                isAbove(dependency.getTargetClass().getBaseComponentType(), type))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        };
    }

    private static boolean isPackageInfo(JavaClass type) {
        return type.getSimpleName().equals("package-info");
    }

    private static boolean isAbove(JavaClass target, JavaClass type) {
        return target.getPackageName().startsWith(Packages.ROOT + ".")
                && type.getPackageName().startsWith(target.getPackageName() + ".");
    }

    /** A condition on all classes together. */
    private static ArchCondition<JavaClass> onAll(
            String description, Function<Collection<JavaClass>, List<String>> violations) {
        return new ArchCondition<>(description) {

            private final List<JavaClass> all = new ArrayList<>();

            @Override
            public void init(Collection<JavaClass> classes) {
                all.clear();
                all.addAll(classes);
            }

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                // All are looked at together, at the end.
            }

            @Override
            public void finish(ConditionEvents events) {
                violations.apply(all).forEach(told -> events.add(SimpleConditionEvent.violated(all, told)));
            }
        };
    }
}
