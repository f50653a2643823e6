package com.example.boilers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever tests rules in files gets no Spark, no Scala and no surprises with them. */
class ClassPathTest {

    private static final String TEST_LIBRARIES = "(junit|opentest4j|apiguardian|surefire).*";

    @Test
    void oneDependencyBringsAYamlParserAndNoSpark() {
        assertEquals(
                new TreeSet<>(Set.of(
                        "jspecify",
                        "snakeyaml-engine",
                        "vavr",
                        "vavr-match",
                        "vigie-application",
                        "vigie-bootstrap",
                        "vigie-domain")),
                libraries());
    }

    /** The jars of this class path, without the versions. */
    private static Set<String> libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> new File(path).getName())
                .filter(name -> name.endsWith(".jar"))
                .map(name -> name.replaceFirst("-\\d.*", ""))
                .filter(name -> !name.matches(TEST_LIBRARIES))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
