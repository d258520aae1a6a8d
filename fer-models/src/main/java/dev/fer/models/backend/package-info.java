/** What computes: the one package that may name an ND4J backend, its threads and its native libraries. */
@NullMarked
package dev.fer.models.backend;

import org.jspecify.annotations.NullMarked;
