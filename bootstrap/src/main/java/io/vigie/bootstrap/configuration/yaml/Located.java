package io.vigie.bootstrap.configuration.yaml;

import io.vavr.control.Option;

/** Part of a plan with the place of its data, where that is a file system's, and where the file says so. */
public record Located<T>(T plan, Option<Place> place, YamlNode node) {

    Located(T plan, Place place, YamlNode node) {
        this(plan, Option.some(place), node);
    }
}
