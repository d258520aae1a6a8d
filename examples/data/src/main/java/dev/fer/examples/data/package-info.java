/** How fer-data is used alone. */
@NullMarked
package dev.fer.examples.data;

import org.jspecify.annotations.NullMarked;
