package io.vigie.bootstrap.configuration;

/** A key of a mapping and what it stands for. */
record YamlEntry(YamlNode key, YamlNode value) {

    /** The key's text; empty for a key that is none. */
    String name() {
        return key.written().getOrElse("");
    }
}
