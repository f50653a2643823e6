package io.vigie.bootstrap.configuration.yaml;

import io.vavr.collection.Seq;
import io.vavr.control.Validation;

/** Reads paths, which are shown in logs. */
public final class PathReader {

    private PathReader() {}

    public static Validation<Seq<ConfigurationProblem>, Located<String>> path(YamlNode node) {
        return node.setting("a path")
                .flatMap(path -> Secrets.looksSecret(path.value())
                        ? node.invalid(
                                "a path is shown in logs: give the key under `storage` or `spark`, as ${env:NAME} or ${file:PATH}")
                        : References.areToFiles(path.written())
                                ? node.invalid(
                                        "a path is shown in logs, and ${file:PATH} is for secrets: write it here, or as ${env:NAME}")
                                : Place.of(path.value(), node.file().directory())
                                        .<Validation<Seq<ConfigurationProblem>, Located<String>>>fold(
                                                node::invalid,
                                                place -> Validation.valid(new Located<>(place.path(), place, node))));
    }
}
