package io.vigie.adapters.delta;

import io.vigie.adapters.spark.spi.SparkSinkProvider;
import java.io.IOException;
import java.io.InputStream;

/** Loads the adapter afresh, and nothing of Delta for it that is not public: on Databricks Delta's own classes have other names. */
final class WithoutInternals extends ClassLoader {

    private static final String ADAPTER = DeltaConnector.class.getPackageName() + ".";

    WithoutInternals() {
        super(DeltaConnector.class.getClassLoader());
    }

    /** The adapter as it is there. */
    static SparkSinkProvider provider() {
        try {
            return (SparkSinkProvider) new WithoutInternals()
                    .loadClass(DeltaConnector.class.getName())
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
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
