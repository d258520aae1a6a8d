/** Where models meet searches: the catalogue that search files are checked against, and the objective that trains. */
@NullMarked
package dev.fer.models.search;

import org.jspecify.annotations.NullMarked;
