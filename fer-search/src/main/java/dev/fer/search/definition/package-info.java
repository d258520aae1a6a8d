/**
 * The search file: one JSON document that describes a search, read into an immutable {@code SearchDefinition}
 * or refused with every fault it has. What a model family accepts is declared by the caller as a
 * {@code ModelCatalog}, so that this package knows no models.
 */
@NullMarked
package dev.fer.search.definition;

import org.jspecify.annotations.NullMarked;
