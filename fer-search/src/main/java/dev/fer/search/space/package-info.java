/**
 * What may be searched: parameters, the conditions under which they exist, and the configurations drawn
 * from them. Pure values; nothing here knows of studies, stores or samplers.
 */
@NullMarked
package dev.fer.search.space;

import org.jspecify.annotations.NullMarked;
