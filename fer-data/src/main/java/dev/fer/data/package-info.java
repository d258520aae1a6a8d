/**
 * A FER2013 data set in one object: {@link dev.fer.data.FerDataset#open} reads any form of it, once, and maps it
 * from a cache afterwards. The other packages hold the parts and what is done with the data.
 */
@NullMarked
package dev.fer.data;

import org.jspecify.annotations.NullMarked;
