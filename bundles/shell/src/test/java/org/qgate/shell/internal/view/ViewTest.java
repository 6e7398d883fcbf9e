package org.qgate.shell.internal.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text for people and pipes. */
final class ViewTest {
    private static String print(View view, boolean terminal) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        view.print(new PrintStream(out, true), terminal);
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void shouldLetNoTextSteerTheTerminal() {
        assertEquals("a?[2Jb??c", Text.clean("a\u001b[2Jb\t\nc"));
        assertEquals("?x", Text.clean("\u202ex"));
        assertEquals("-", Text.clean(null));
    }

    @Test
    void shouldKeepARowOnALine() {
        Table table = new Table("nothing", "a", "b").row("x\ny", "z\tw");
        assertEquals("x?y\tz?w\n", print(table, false));
        assertThrows(IllegalArgumentException.class, () -> table.row("one"));
    }

    @Test
    void shouldPrintNothingForAnEmptyTableInAPipe() {
        assertEquals("", print(new Table("nothing", "a"), false));
    }

    @Test
    void shouldAlignFactsOnATerminalOnly() {
        Facts facts = new Facts().fact("a", 1).fact("long", 2);
        assertEquals("a     1\nlong  2\n", print(facts, true));
        assertEquals("a\t1\nlong\t2\n", print(facts, false));
    }

    @Test
    void shouldSeparateSentences() {
        assertEquals("seen. Do.", Text.sentences("seen", "Do."));
        assertEquals("Seen. Do.", Text.sentences("Seen.", "Do."));
        assertEquals("seen", Text.sentences("seen", ""));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "1572864, 1.5 MiB", "1099511627776, 1.0 TiB"})
    void shouldPrintBytes(long bytes, String text) {
        assertEquals(text, Text.bytes(bytes));
    }

    @ParameterizedTest
    @CsvSource({"17, 17 ms", "1200, 1.2 s", "306000, 5 min 6 s", "14700000, 4 h 5 min", "273600000, 3 d 4 h"})
    void shouldPrintDurations(long ms, String text) {
        assertEquals(text, Text.duration(ms));
    }
}
