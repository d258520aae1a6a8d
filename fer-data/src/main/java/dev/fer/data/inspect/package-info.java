/**
 * Says what a data set holds: counts, duplicates within and across splits, conflicting labels, samples.
 */
@NullMarked
package dev.fer.data.inspect;

import org.jspecify.annotations.NullMarked;
