/**
 * The verbs of the command line: what they take, what they answer, and with which exit status they end. Begin at
 * {@link io.vigie.bootstrap.command.CommandLineInterface}.
 */
@NullMarked
package io.vigie.bootstrap.command;

import org.jspecify.annotations.NullMarked;
