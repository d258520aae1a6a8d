/**
 * Reads every form in which FER2013 is passed around (CSV files and image folders, loose or in a zip) and
 * gathers every problem found on the way in one list.
 */
@NullMarked
package dev.fer.data.read;

import org.jspecify.annotations.NullMarked;
