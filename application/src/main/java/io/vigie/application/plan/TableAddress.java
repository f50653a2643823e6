package io.vigie.application.plan;

import io.vavr.control.Option;

/** How a table is found: by where it lies, or by what a catalog calls it. */
public sealed interface TableAddress {

    /**
     * What to make of each kind.
     *
     * @param <R> what is made
     */
    interface Algebra<R> {

        /** Of a table that is found by its path. */
        R at(Path path);

        /** Of a table that is found by its name. */
        R named(Name name);
    }

    /** What an algebra makes of it. */
    <R> R interpret(Algebra<R> algebra);

    /** The path that it lies at, where it is found by that. */
    default Option<String> location() {
        return Option.none();
    }

    /** What a catalog calls it, where it is found by that. */
    default Option<TableName> tableName() {
        return Option.none();
    }

    /** What people call it: the path or the name. */
    String text();

    /**
     * A place in a file system.
     *
     * @param text an absolute path, or a URI of any file system the engine knows
     */
    record Path(String text) implements TableAddress {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.at(this);
        }

        @Override
        public Option<String> location() {
            return Option.some(text);
        }
    }

    /**
     * A name in a catalog.
     *
     * @param name the name, its parts told apart
     */
    record Name(TableName name) implements TableAddress {

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.named(this);
        }

        @Override
        public Option<TableName> tableName() {
            return Option.some(name);
        }

        @Override
        public String text() {
            return name.toString();
        }
    }
}
