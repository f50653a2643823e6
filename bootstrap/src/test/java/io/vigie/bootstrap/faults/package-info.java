/**
 * What goes wrong in operation, done to {@code vigie.jar} as a process: kills, signals, hostile input, full disks, lost
 * checkpoints. What must hold afterwards is looked up in the tables.
 */
@NullMarked
package io.vigie.bootstrap.faults;

import org.jspecify.annotations.NullMarked;
