/**
 * The report of a search that runs: {@code LiveReport} serves it to a browser on this machine, {@code StudyFollower}
 * keeps what it shows in step with the store.
 */
@NullMarked
package dev.fer.report.live;

import org.jspecify.annotations.NullMarked;
