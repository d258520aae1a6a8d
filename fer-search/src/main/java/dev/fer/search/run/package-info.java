/**
 * How trials are run: the study that asks and tells, the runner that drives workers, in this process or in
 * processes of their own.
 */
@NullMarked
package dev.fer.search.run;

import org.jspecify.annotations.NullMarked;
