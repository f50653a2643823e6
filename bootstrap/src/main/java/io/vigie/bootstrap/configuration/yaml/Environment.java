package io.vigie.bootstrap.configuration.yaml;

import io.vavr.control.Option;

/** Where {@code ${env:NAME}} finds its values. */
@FunctionalInterface
public interface Environment {

    /** That of this process. */
    Environment SYSTEM = name -> Option.of(System.getenv(name));

    /** The variable's value, where it is set. */
    Option<String> variable(String name);
}
