/**
 * Where studies live: the only truth about trials, from which everything else is rebuilt.
 */
@NullMarked
package dev.fer.search.store;

import org.jspecify.annotations.NullMarked;
