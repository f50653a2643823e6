package io.vigie.adapters.delta;

import io.vigie.application.plan.TableAddress;
import io.vigie.application.plan.TableName;
import org.junit.jupiter.api.BeforeEach;

/** A readings table that is found by its name is read like one at a path. */
class NamedTableSourceTest extends DeltaSourceTest {

    private static final String CATALOG = "sources";

    /** The directory of the test is a schema of it. */
    @BeforeEach
    void aCatalogOfTheDirectory() {
        DirectoryCatalog.register(session, CATALOG, directory.getParent());
    }

    @Override
    protected TableAddress address(String table) {
        return new TableAddress.Name(TableName.of(CATALOG + "." + directory.getFileName() + "." + table)
                .get());
    }
}
