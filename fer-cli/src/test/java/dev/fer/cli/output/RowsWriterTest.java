package dev.fer.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowsWriterTest {
    private static final Rows ROWS = Rows.of("name", "value", "at")
            .row("a,b", 0.123456789, Instant.EPOCH)
            .row("say \"x\"", Optional.empty(), Optional.of(List.of(1, 2)))
            .build();

    @Test
    void aPipedTableHasTabsAndFullPrecision() {
        assertThat(write(RowsWriter.Format.TABLE, false))
                .isEqualTo("name\tvalue\tat\na,b\t0.123456789\t1970-01-01T00:00:00Z\nsay \"x\"\t\t[1,2]\n");
    }

    @Test
    void aTerminalsTableIsAlignedAndRounded() {
        assertThat(write(RowsWriter.Format.TABLE, true)).isEqualTo("""
                        name     value   at
                        a,b      0.1235  1970-01-01T00:00:00Z
                        say "x"          [1,2]
                        """);
    }

    @Test
    void aTableHoldsNothingThatMovesTheCursor() {
        Rows rows = Rows.of("name").row("9 %\r99 %\n\u001b[31mdied").build();
        for (boolean terminal : new boolean[] {true, false}) {
            StringWriter out = new StringWriter();
            new RowsWriter(new PrintWriter(out), terminal).write(rows, RowsWriter.Format.TABLE);
            assertThat(out).hasToString("name\n9 % 99 %  [31mdied\n");
        }
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        assertThat(write(RowsWriter.Format.CSV, false))
                .isEqualTo(
                        "name,value,at\r\n\"a,b\",0.123456789,1970-01-01T00:00:00Z\r\n\"say \"\"x\"\"\",,\"[1,2]\"\r\n");
    }

    @Test
    void jsonKeepsTypesAndNests() {
        assertThat(write(RowsWriter.Format.JSONL, false)).isEqualTo("""
                        {"name":"a,b","value":0.123456789,"at":"1970-01-01T00:00:00Z"}
                        {"name":"say \\"x\\"","value":null,"at":[1,2]}
                        """);
        assertThat(write(RowsWriter.Format.JSON, false)).startsWith("[\n  {").endsWith("}\n]\n");
    }

    @Test
    void noRowsAreAnEmptyArray() {
        StringWriter out = new StringWriter();
        new RowsWriter(new PrintWriter(out), false).write(Rows.of("a").build(), RowsWriter.Format.JSON);
        assertThat(out).hasToString("[]\n");
    }

    private static String write(RowsWriter.Format format, boolean terminal) {
        StringWriter out = new StringWriter();
        new RowsWriter(new PrintWriter(out), terminal).write(ROWS, format);
        return out.toString();
    }
}
