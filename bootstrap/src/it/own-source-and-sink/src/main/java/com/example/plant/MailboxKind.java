package com.example.plant;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import io.vigie.application.kind.OptionProblem;
import io.vigie.application.kind.PlanOptions;
import io.vigie.application.kind.SourceKind;
import io.vigie.application.plan.SourcePlan;

/** {@code source: { mailbox: { path: in } }}. */
public final class MailboxKind implements SourceKind {

    @Override
    public String key() {
        return "mailbox";
    }

    @Override
    public Seq<String> options() {
        return List.of("path");
    }

    @Override
    public Validation<Seq<OptionProblem>, SourcePlan> read(PlanOptions options) {
        return options.path("path").required().<SourcePlan>map(Mailbox::new).mapError(List::of);
    }
}
