package io.vigie.bootstrap.pages;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The Java of a page, made into sources. Their lines have the numbers that they have on the page, so that what the
 * compiler says of them holds there.
 *
 * <p>A block that has types is a source of its own: with no imports but its own, if it has some. Others are statements,
 * or methods. Each is in a class within that of the block before it, so that it sees the names from there and may use
 * them again for something else.
 */
final class JavaOfPage {

    /** What the pages are about. What these have two of, a block imports itself. */
    private static final String IMPORTS = Stream.of(
                    "java.io.*",
                    "java.nio.file.*",
                    "java.time.*",
                    "java.util.*",
                    "java.util.concurrent.atomic.*",
                    "java.util.stream.*",
                    "io.vavr.control.*",
                    "io.vigie.domain.monitor.*",
                    "io.vigie.domain.rule.*",
                    "io.vigie.application.kind.*",
                    "io.vigie.application.pipeline.*",
                    "io.vigie.application.plan.*",
                    "io.vigie.application.port.out.*",
                    "io.vigie.application.review.*",
                    "io.vigie.application.ruletest.*",
                    "io.vigie.adapters.spark.*",
                    "io.vigie.adapters.spark.history.*",
                    "io.vigie.adapters.spark.spi.*",
                    "io.vigie.adapters.spark.testing.*",
                    "io.vigie.adapters.delta.*",
                    "io.vigie.adapters.eventhubs.*",
                    "io.vigie.adapters.kafka.*",
                    "org.apache.spark.sql.*",
                    "org.junit.jupiter.api.*",
                    "org.junit.jupiter.api.io.*",
                    "static io.vigie.domain.monitor.Rehearsal.*",
                    "static org.junit.jupiter.api.Assertions.*")
            .map(name -> "import " + name + ";")
            .collect(Collectors.joining(" "));

    private final String page;
    private final List<JavaBlock> blocks;

    /**
     * @param page what the page is called
     * @param text its lines
     */
    JavaOfPage(String page, List<String> text) {
        this.page = page;
        this.blocks = JavaBlock.of(text);
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /**
     * What does not compile, each with page and line.
     *
     * @param classes an empty directory, for the class files
     */
    List<String> problems(Path classes) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        found,
                        List.of(
                                "-proc:none",
                                "-Xdiags:compact",
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("java.class.path")),
                        null,
                        sources())
                .call();
        return found.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(problem -> page + ":" + problem.getLineNumber() + ": " + problem.getMessage(Locale.ENGLISH))
                .toList();
    }

    private List<Source> sources() {
        return Stream.concat(blocks.stream().filter(JavaBlock::isTypes).map(JavaOfPage::types), Stream.of(statements()))
                .toList();
    }

    private static Source types(JavaBlock block) {
        List<String> lines = new ArrayList<>(Collections.nCopies(block.line() - 1, ""));
        lines.addAll(block.code());
        lines.set(0, block.imports().isEmpty() ? IMPORTS : "");
        return new Source(block.typeName(), lines);
    }

    private Source statements() {
        List<JavaBlock> all = blocks.stream().filter(block -> !block.isTypes()).toList();
        List<String> lines = new ArrayList<>(List.of(IMPORTS));
        all.forEach(block -> lines.set(0, lines.get(0) + " " + block.imports()));
        StringBuilder end = new StringBuilder();
        for (JavaBlock block : all) {
            lines.addAll(Collections.nCopies(block.line() - 1 - lines.size(), ""));
            // Where the page has the fence.
            int before = lines.size() - 1;
            lines.set(before, lines.get(before) + " class Block" + block.line() + " { " + block.given());
            if (block.isMembers()) {
                end.append('}');
            } else {
                lines.set(before, lines.get(before) + " void statements() throws Exception {");
                end.append("}}");
            }
            lines.addAll(block.body());
        }
        lines.add(end.toString());
        return new Source("Statements", lines);
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, List<String> lines) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            text = String.join("\n", lines);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
