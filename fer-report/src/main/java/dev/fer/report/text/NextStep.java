package dev.fer.report.text;

import java.util.Optional;

/**
 * One thing worth trying next.
 *
 * @param what to do, without a full stop
 * @param why, as a sentence
 * @param command that does it, possibly of several lines; empty where none can
 */
public record NextStep(String what, String why, Optional<String> command) {}
