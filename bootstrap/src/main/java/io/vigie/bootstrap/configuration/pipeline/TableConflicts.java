package io.vigie.bootstrap.configuration.pipeline;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TableName;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Located;

/** Sees that each sink that names its table has a table of its own, which the pipeline's source does not read. */
final class TableConflicts {

    private TableConflicts() {}

    /** Sinks that write what the source reads, or where another sink writes. */
    static Seq<ConfigurationProblem> problems(Located<SourcePlan> source, Seq<Located<SinkPlan>> sinks) {
        return sinks.zipWithIndex()
                .flatMap(sink -> written(sink._1)
                        .flatMap(name -> Option.when(read(source).exists(name::mayBe), source)
                                .map(reader -> "the source on line " + line(reader)
                                        + " reads a table of this name: the pipeline would read what it writes")
                                .orElse(() -> sinks.take(sink._2)
                                        .find(earlier -> written(earlier).exists(name::mayBe))
                                        .map(writer -> "the sink on line " + line(writer)
                                                + " writes a table of this name: each sink has a table of its own")))
                        .map(sink._1.node()::problem));
    }

    private static Option<TableName> read(Located<SourcePlan> source) {
        return source.plan().asTable().flatMap(table -> table.table().tableName());
    }

    private static Option<TableName> written(Located<SinkPlan> sink) {
        return sink.plan().asTable().flatMap(table -> table.table().tableName());
    }

    private static int line(Located<?> located) {
        return located.node().position().line();
    }
}
