package io.vigie.bootstrap.configuration.yaml;

/** A key of a mapping and what it stands for. */
public record YamlEntry(YamlNode key, YamlNode value) {

    /** The key's text; empty for a key that is none. */
    public String name() {
        return key.written().getOrElse("");
    }
}
