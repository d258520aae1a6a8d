/**
 * The nouns of a search: trials and their states, objectives, and the objective function that a trial
 * evaluates. Generic: nothing here knows of images or networks.
 *
 * <p>Start at {@link dev.fer.search.run.Study} to optimise a lambda, or at
 * {@link dev.fer.search.definition.SearchDefinition} to read a search file.
 */
@NullMarked
package dev.fer.search;

import org.jspecify.annotations.NullMarked;
