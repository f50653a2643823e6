package io.vigie.bootstrap.configuration;

/** Part of a plan with the place of its data, and where the file says so. */
record Located<T>(T plan, Place place, YamlNode node) {}
