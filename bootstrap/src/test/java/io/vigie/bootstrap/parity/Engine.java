package io.vigie.bootstrap.parity;

/** Something that runs cases. */
@FunctionalInterface
interface Engine {

    /** What it makes of the case, up to the case's end. */
    Outcome run(ParityCase parityCase);
}
