/** How fer-common is used alone. */
@NullMarked
package dev.fer.examples.common;

import org.jspecify.annotations.NullMarked;
