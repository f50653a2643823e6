package io.vigie.adapters.delta;

import io.vigie.application.plan.TableAddress;
import io.vigie.application.plan.TableName;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;

/** A readings table that is found by its name, in the session's own catalog, is read like one at a path. */
class NamedTableSourceTest extends DeltaSourceTest {

    @Override
    protected TableAddress address(String table) {
        if (Files.exists(directory.resolve(table))) {
            session.sql("CREATE TABLE IF NOT EXISTS default.named_" + table + " USING delta LOCATION '"
                    + directory.resolve(table) + "'");
        }
        return new TableAddress.Name(TableName.of("default.named_" + table).get());
    }

    /** Tables at a place stay where they are. */
    @AfterEach
    void forget() {
        session.sql("DROP TABLE IF EXISTS default.named_table");
        session.sql("DROP TABLE IF EXISTS default.named_other");
    }
}
