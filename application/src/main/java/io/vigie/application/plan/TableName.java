package io.vigie.application.plan;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.Locale;

/**
 * What a catalog calls a table: {@code schema.table}, in the engine's own catalog, or {@code catalog.schema.table}. Its
 * parts are those that <a href="https://docs.databricks.com/en/sql/language-manual/sql-ref-names.html">Unity Catalog</a>
 * allows; small and capital letters are the same.
 *
 * @param parts two or three
 */
public record TableName(Seq<String> parts) {

    private static final int LONGEST = 255;

    /** The name that a text is, its parts separated by points; or what is wrong with it. */
    public static Either<String, TableName> of(String text) {
        Seq<String> parts = List.of(text.split("\\.", -1));
        return problem(text, parts)
                .<Either<String, TableName>>map(Either::left)
                .getOrElse(() -> Either.right(new TableName(parts)));
    }

    private static Option<String> problem(String text, Seq<String> parts) {
        if (text.indexOf('`') >= 0) {
            return Option.some("a table's name is written without backquotes");
        }
        if (text.indexOf('/') >= 0) {
            return Option.some(
                    "this is a path, not the name of a table: write `path`, or a name such as main.iot.readings");
        }
        if (parts.size() < 2 || parts.size() > 3) {
            return Option.some("a table's name is schema.table or catalog.schema.table");
        }
        if (parts.exists(String::isEmpty)) {
            return Option.some("a part of the table's name is empty");
        }
        if (parts.exists(part -> part.length() > LONGEST)) {
            return Option.some("a part of a table's name has " + LONGEST + " characters at most");
        }
        return Option.when(
                text.chars().anyMatch(character -> character <= ' ' || character == 0x7f),
                "a table's name has no spaces and no control characters");
    }

    /** Whether both may name one table: where one leaves the catalog out, it may be that of the other. */
    public boolean mayBe(TableName other) {
        int common = Math.min(parts.size(), other.parts.size());
        return lowerCase().takeRight(common).equals(other.lowerCase().takeRight(common));
    }

    private Seq<String> lowerCase() {
        return parts.map(part -> part.toLowerCase(Locale.ROOT));
    }

    /** The schema it is in, with the catalog where that is given. */
    public Seq<String> schema() {
        return parts.init();
    }

    /** As people write it. */
    @Override
    public String toString() {
        return parts.mkString(".");
    }
}
