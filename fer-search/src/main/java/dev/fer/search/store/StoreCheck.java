package dev.fer.search.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for damage in a store: SQLite's own checks first, then what our own rules exclude. */
final class StoreCheck {
    /** What must not be found, by what it means. */
    private static final Map<String, String> RULES = new LinkedHashMap<>();

    static {
        RULES.put(
                "trial numbers of a study have a gap",
                "select s.name from study s join trial t on t.study = s.id group by s.id"
                        + " having count(*) <> max(t.number) + 1");
        RULES.put(
                "a finished trial has no time at which it finished, or an unfinished one has",
                "select id from trial where (state in ('complete', 'pruned', 'failed')) <> (finished is not null)");
        RULES.put(
                "a complete trial has no metric",
                "select id from trial t where state = 'complete' and not exists (select 1 from metric where trial = t.id)");
        RULES.put(
                "a failed trial has no reason",
                "select id from trial t where state = 'failed' and not exists (select 1 from failure where trial = t.id)");
        RULES.put(
                "a trial's last step is not that of its last report",
                "select id from trial t where last_step <> (select coalesce(max(step), 0) from report where trial = t.id)");
        RULES.put("a running trial has no owner", "select id from trial where state = 'running' and owner is null");
        RULES.put(
                "a trial's revision is newer than its study's",
                "select t.id from trial t join study s on s.id = t.study where t.revision > s.revision");
        RULES.put(
                "a study has no definition of its version",
                "select id from study s where not exists"
                        + " (select 1 from definition d where d.study = s.id and d.version = s.version)");
    }

    private StoreCheck() {}

    static List<String> problems(Database database) throws SQLException {
        List<String> problems = new ArrayList<>();
        for (String found : database.query("pragma integrity_check", row -> row.getString(1))) {
            if (!found.equals("ok")) {
                problems.add("SQLite: " + found);
            }
        }
        if (!problems.isEmpty()) {
            return problems;
        }
        int dangling = database.query("pragma foreign_key_check", row -> row.getString(1))
                .size();
        if (dangling > 0) {
            problems.add(dangling + " rows belong to nothing");
        }
        for (Map.Entry<String, String> rule : RULES.entrySet()) {
            int count = database.query(rule.getValue(), row -> row.getString(1)).size();
            if (count > 0) {
                problems.add(rule.getKey() + " (" + count + (count == 1 ? " case)" : " cases)"));
            }
        }
        return problems;
    }
}
