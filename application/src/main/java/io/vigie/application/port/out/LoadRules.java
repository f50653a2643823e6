package io.vigie.application.port.out;

import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.domain.rule.RuleBook;

/**
 * Where a running pipeline gets its rules from. It is asked between batches, on the engine's own thread, as often as the
 * pipeline's trigger fires: be quick where nothing has changed, and then give the very same book.
 */
@FunctionalInterface
public interface LoadRules {

    /** The rules as they are now, or all that is wrong with them, a line for a person each. */
    Either<Seq<String>, RuleBook> load();

    /** Rules that stay as they are. */
    static LoadRules fixed(RuleBook rules) {
        return () -> Either.right(rules);
    }
}
