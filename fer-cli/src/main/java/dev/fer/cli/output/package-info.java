/** What people and programs read: rows as table, JSON, JSON lines or CSV on stdout, progress on stderr. */
@NullMarked
package dev.fer.cli.output;

import org.jspecify.annotations.NullMarked;
