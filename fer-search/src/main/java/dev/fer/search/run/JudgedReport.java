package dev.fer.search.run;

import dev.fer.search.Report;
import dev.fer.search.pruner.Pruner;

/** A report as it was stored, and what the pruner says to it. */
record JudgedReport(Report report, Pruner.Judgement judgement) {}
