package io.vigie.bootstrap.configuration.yaml;

/** Reads paths, which are shown in logs. */
public final class PathReader {

    private PathReader() {}

    public static Read<Located<String>> path(YamlNode node) {
        return node.setting("a path")
                .flatMap(path -> Secrets.looksSecret(path.value())
                        ? node.invalid(
                                "a path is shown in logs: give the key under `storage` or `spark`, as ${env:NAME} or ${file:PATH}")
                        : References.areToFiles(path.written())
                                ? node.invalid(
                                        "a path is shown in logs, and ${file:PATH} is for secrets: write it here, or as ${env:NAME}")
                                : Place.of(path.value(), node.file().directory())
                                        .<Read<Located<String>>>fold(
                                                node::invalid,
                                                place -> Read.value(new Located<>(place.path(), place, node))));
    }
}
