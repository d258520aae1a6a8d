package dev.fer.search.store;

import java.time.Instant;

/**
 * A study that was put away and can be restored.
 *
 * @param study as it was
 * @param discarded when it was put away
 */
public record DiscardedStudy(StudyRecord study, Instant discarded) {}
