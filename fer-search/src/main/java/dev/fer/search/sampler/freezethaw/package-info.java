/** Forecasts of where learning curves end, from those that went on. */
@NullMarked
package dev.fer.search.sampler.freezethaw;

import org.jspecify.annotations.NullMarked;
