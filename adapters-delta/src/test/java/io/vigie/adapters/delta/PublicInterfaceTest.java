package io.vigie.adapters.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.adapters.spark.spi.SparkSinkProvider;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** On Databricks Delta's own classes have other names; its public interface is the same. All of it holds there too. */
class PublicInterfaceTest extends NamedTableSinkTest {

    @Override
    protected SparkSinkProvider provider() {
        try {
            return (SparkSinkProvider) new WithoutInternals()
                    .loadClass(DeltaConnector.class.getName())
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void deltasOwnClassesAreHidden() {
        assertThatThrownBy(() -> new WithoutInternals().loadClass("org.apache.spark.sql.delta.DeltaLog"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThat(provider().getClass()).isNotEqualTo(DeltaConnector.class);
    }

    /** Loads the adapter afresh, and nothing of Delta for it that is not public. */
    private static final class WithoutInternals extends ClassLoader {

        private static final String ADAPTER = DeltaConnector.class.getPackageName() + ".";

        WithoutInternals() {
            super(DeltaConnector.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.apache.spark.sql.delta.")) {
                throw new ClassNotFoundException(name + " is hidden");
            }
            if (!name.startsWith(ADAPTER)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
