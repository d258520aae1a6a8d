package dev.fer.report.html;

import dev.fer.report.data.BestTrial;
import dev.fer.report.data.ReportData;
import dev.fer.report.data.StudyData;
import dev.fer.report.html.StudyView.Fact;
import dev.fer.report.text.Commands;
import dev.fer.report.text.NextStep;
import dev.fer.report.text.NextSteps;
import dev.fer.report.text.Numbers;
import dev.fer.search.definition.SearchDefinitions;
import dev.fer.search.store.StudyRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What stands at the head of a study beside its first paragraph: what to try next, what to type, what it ran on. */
public record HeaderView(StudyData study, Commands commands) {
    private static final JsonMapper INDENTED =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int FINGERPRINT = 12;

    /** The provenance that the header shows, by its key, with its name there. */
    private static final Map<String, String> FACTS = facts();

    /** Something to type, and what it is for. */
    public record Command(String purpose, String text) {}

    /** Creates the header of a study of a report. */
    public static HeaderView of(ReportData report, StudyData study) {
        return new HeaderView(study, new Commands(study, report.store()));
    }

    private static Map<String, String> facts() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(StudyRecord.DATA_FINGERPRINT, "data");
        names.put(StudyRecord.CODE_VERSION, "fer");
        names.put("git.commit", "commit");
        names.put("backend", "backend");
        names.put("hardware", "hardware");
        names.put("host", "host");
        names.put("java", "Java");
        names.put("workers", "workers");
        return names;
    }

    /** Returns what to try next. */
    public List<NextStep> nextSteps() {
        return NextSteps.of(commands);
    }

    /** Returns how far seeds move the best value, if the winner was run under several. */
    public Optional<String> seedSpread() {
        return study.best()
                .flatMap(BestTrial::repeats)
                .map(runs -> "mean of " + runs.runs() + " seeds, ± " + Numbers.value(runs.deviation()));
    }

    /** Returns what can be typed to have the study, its winner or this report once more. */
    public List<Command> toType() {
        List<Command> all = new ArrayList<>();
        commands.repeat().ifPresent(text -> all.add(new Command("repeat the search", text)));
        study.best()
                .flatMap(best -> commands.train(best.trial().number()))
                .ifPresent(text -> all.add(new Command("train the winner alone", text)));
        all.add(new Command("write this report", commands.report()));
        return all;
    }

    /** Returns what it ran on, as far as the study recorded it. */
    public List<Fact> ranOn() {
        Map<String, String> provenance = study.study().provenance();
        return FACTS.entrySet().stream()
                .filter(fact -> provenance.containsKey(fact.getKey()))
                .map(fact -> new Fact(fact.getValue(), shown(fact.getKey(), provenance)))
                .toList();
    }

    private static String shown(String key, Map<String, String> provenance) {
        String value = provenance.getOrDefault(key, "");
        return key.equals(StudyRecord.DATA_FINGERPRINT) && value.length() > FINGERPRINT
                ? value.substring(0, FINGERPRINT)
                : value;
    }

    /** Returns the whole definition as the JSON of a search file. */
    public String definition() {
        String text = SearchDefinitions.write(study.study().definition());
        return INDENTED.writeValueAsString(INDENTED.readTree(text));
    }
}
