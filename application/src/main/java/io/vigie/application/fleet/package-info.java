/**
 * What a simulated fleet is, as plain data: how many devices, for how long, what goes wrong with them, and the labels
 * that say afterwards what did.
 */
@NullMarked
package io.vigie.application.fleet;

import org.jspecify.annotations.NullMarked;
