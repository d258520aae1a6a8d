package dev.fer.report.text;

import dev.fer.report.data.StudyData;

/** What the best trial of a study is called: where there are several goals it is the best by one of them only. */
public final class Winner {
    private Winner() {}

    /** Returns its name, to stand within a sentence. */
    public static String of(StudyData study) {
        return study.pareto().isEmpty()
                ? "the best trial"
                : "the trial with the best " + Names.inSentence(study.goal().metric());
    }

    /** Returns its name, to begin a sentence with. */
    public static String first(StudyData study) {
        return "T" + of(study).substring(1);
    }
}
