/** Runs unit tests of rules: transitions against expectations, coverage, and changes that no test notices. */
@NullMarked
package io.vigie.application.testrunner;

import org.jspecify.annotations.NullMarked;
