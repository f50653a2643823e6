package io.vigie.bootstrap.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials of {@code vigie.jar}, where the build has made one: {@code mvn -Prelease verify}. */
class BillOfMaterialsIT {

    private static final Path BILL = Jars.VIGIE.resolveSibling("bom.json");

    @Test
    void itHasEveryJarThatComesWithTheRunnableJar() throws IOException {
        assumeTrue(Files.exists(BILL), "no bill of materials was made: mvn -Prelease");
        Set<String> listed = new TreeSet<>();
        JsonNode components = new ObjectMapper().readTree(BILL.toFile()).get("components");
        components.forEach(component -> listed.add(
                component.get("name").asText() + "-" + component.get("version").asText()));

        try (Stream<Path> lib = Files.list(Jars.VIGIE.resolveSibling("lib"))) {
            List<String> jars = lib.map(jar -> jar.getFileName().toString()).toList();
            assertThat(jars)
                    .hasSizeGreaterThan(100)
                    .allSatisfy(jar -> assertThat(listed)
                            .as(jar)
                            .anyMatch(name -> jar.equals(name + ".jar") || jar.startsWith(name + "-")));
        }
    }
}
