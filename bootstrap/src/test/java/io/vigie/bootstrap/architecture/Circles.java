package io.vigie.bootstrap.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds classes that need each other, as <a href="https://en.wikipedia.org/wiki/Strongly_connected_component">strongly
 * connected components</a>: none of a circle can be understood, or tried, without all others. Nested classes count as
 * those that they are in.
 */
final class Circles {

    private final NavigableMap<String, NavigableSet<String>> needs = new TreeMap<>();
    private final Map<String, Set<String>> reached = new HashMap<>();

    private Circles(Collection<JavaClass> classes) {
        Set<String> names = classes.stream().map(Circles::outermost).collect(Collectors.toSet());
        for (JavaClass type : classes) {
            NavigableSet<String> needed = needs.computeIfAbsent(outermost(type), name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .map(target -> outermost(target.getBaseComponentType()))
                    .filter(target -> names.contains(target) && !target.equals(outermost(type)))
                    .forEach(needed::add);
        }
    }

    /** The circles, each as the full names of its classes in their order. */
    static List<NavigableSet<String>> among(Collection<JavaClass> classes) {
        return new Circles(classes).found();
    }

    private static String outermost(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private List<NavigableSet<String>> found() {
        List<NavigableSet<String>> circles = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : needs.keySet()) {
            if (!seen.contains(name)) {
                NavigableSet<String> circle = new TreeSet<>(reachedFrom(name));
                circle.removeIf(other -> !reachedFrom(other).contains(name));
                circle.add(name);
                seen.addAll(circle);
                if (circle.size() > 1) {
                    circles.add(circle);
                }
            }
        }
        return circles;
    }

    private Set<String> reachedFrom(String name) {
        return reached.computeIfAbsent(name, this::walkedFrom);
    }

    private Set<String> walkedFrom(String name) {
        Set<String> met = new HashSet<>();
        Deque<String> ahead = new ArrayDeque<>(needs.getOrDefault(name, new TreeSet<>()));
        while (!ahead.isEmpty()) {
            String next = ahead.pop();
            if (met.add(next)) {
                ahead.addAll(needs.getOrDefault(next, new TreeSet<>()));
            }
        }
        return met;
    }
}
