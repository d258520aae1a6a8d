/**
 * When a trial is not worth finishing. Pruners are pure functions of the history and the trial's own curve,
 * and say why.
 */
@NullMarked
package dev.fer.search.pruner;

import org.jspecify.annotations.NullMarked;
