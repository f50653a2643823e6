package com.example.plant;

import io.vavr.control.Option;
import io.vigie.application.plan.SourcePlan;

/** A directory into which each message is put as a file of its own. */
public record Mailbox(String path) implements SourcePlan.Custom {

    @Override
    public Option<String> location() {
        return Option.some(path);
    }
}
