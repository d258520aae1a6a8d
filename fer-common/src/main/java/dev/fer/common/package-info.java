/**
 * What every module needs and no library gives in this form: the root of all errors, suggestions for
 * misspelt names, seeds derived by hashing, and files that are either whole or absent.
 */
@NullMarked
package dev.fer.common;

import org.jspecify.annotations.NullMarked;
