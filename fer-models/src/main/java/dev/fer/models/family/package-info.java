/**
 * Families of models: what each is called, which parameters it takes, and how it builds a network from them.
 *
 * <p>Listing families and checking parameters touches no ND4J class. A family of your own is a class that
 * implements {@link dev.fer.models.family.ModelFamily} and one line in
 * {@code META-INF/services/dev.fer.models.family.ModelFamily}.
 */
@NullMarked
package dev.fer.models.family;

import org.jspecify.annotations.NullMarked;
