package io.vigie.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A planted violation: sources that are compiled beside the program, only to see that a rule finds what is wrong with
 * them.
 */
final class Canary {

    private final Path classes;
    private final List<JavaFileObject> sources = new ArrayList<>();

    /** @param classes an empty directory, for the class files */
    Canary(Path classes) {
        this.classes = classes;
    }

    /** Adds a class; the package and the name are those its source should declare. */
    Canary with(String packageName, String name, String body) {
        sources.add(new Source(packageName, name, body));
        return this;
    }

    /** The rule must fail, and name what it found. */
    void mustFail(ArchRule rule, String... found) {
        JavaClasses planted = compiled();
        assertThatThrownBy(() -> rule.check(planted))
                .as("the rule is blind to its canary: %s", rule.getDescription())
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(found);
    }

    private JavaClasses compiled() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean done = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("java.class.path")),
                        null,
                        sources)
                .call();
        assertThat(done).as("the canary compiles: %s", messages).isTrue();
        return new ClassFileImporter().importPath(classes);
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String packageName, String name, String body) {
            super(URI.create("string:///" + packageName.replace('.', '/') + "/" + name + ".java"), Kind.SOURCE);
            text = "package " + packageName + ";\n" + body;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
