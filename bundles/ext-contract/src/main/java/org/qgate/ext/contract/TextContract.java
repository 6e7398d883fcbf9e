package org.qgate.ext.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.config.Setting;
import org.qgate.ext.config.Settings;
import org.qgate.ext.json.Json;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Commands;

/** Log, JSON, settings and commands: what people read and write. */
public abstract class TextContract extends Contract {
    @Test
    void shouldLogHarmlessLinesOnly() {
        Host host = host("a");
        host.log().info("one\ntwo \u001b[31mred\u202e");
        host.log().warn("x".repeat(2_000));
        var lines = tier().log("a");
        assertEquals("one\uFFFDtwo \uFFFD[31mred\uFFFD", lines.get(0).text());
        assertEquals("info", lines.get(0).level());
        assertEquals(1_000, lines.get(1).text().length());
        assertEquals("warn", lines.get(1).level());
        refused(Reason.INVALID, () -> host.log().info(null));
    }

    @Test
    void shouldDropLinesAboveTheQuotaAndGoOn() {
        Quota few = new Quota(1, 100, 1 << 20, 1, 1_000, 1 << 20, 1_000, 10);
        Host host = tier().host(allowance("a", few));
        for (int i = 0; i < 1_000; i++) {
            host.log().info("line " + i);
        }
        int kept = tier().log("a").size();
        assertTrue(kept >= 10 && kept < 100, kept + " lines");
    }

    @Test
    void shouldReadAndPrintJson() {
        Json json = host("a").json();
        String text = " { \"b\" : [ 1 , -2.5e3 , true , null , \"\\u00e4\\n\" ] , \"a\" : { } } ";
        Object value = json.parse(text);
        assertEquals(Arrays.asList(1L, -2500.0, true, null, "\u00e4\n"), ((Map<?, ?>) value).get("b"));
        assertEquals("{\"a\":{},\"b\":[1,-2500,true,null,\"\u00e4\\n\"]}", json.print(value));
    }

    /** Numbers of RFC 8785, appendix B. */
    @Test
    void shouldPrintNumbersCanonically() {
        Json json = host("a").json();
        Map<Long, String> samples = Map.ofEntries(
                Map.entry(0x0000000000000000L, "0"),
                Map.entry(0x8000000000000000L, "0"),
                Map.entry(0x0000000000000001L, "5e-324"),
                Map.entry(0x8000000000000001L, "-5e-324"),
                Map.entry(0x7fefffffffffffffL, "1.7976931348623157e+308"),
                Map.entry(0x4340000000000000L, "9007199254740992"),
                Map.entry(0x4430000000000000L, "295147905179352830000"),
                Map.entry(0x44b52d02c7e14af5L, "9.999999999999997e+22"),
                Map.entry(0x44b52d02c7e14af6L, "1e+23"),
                Map.entry(0x44b52d02c7e14af7L, "1.0000000000000001e+23"),
                Map.entry(0x444b1ae4d6e2ef4eL, "999999999999999700000"),
                Map.entry(0x444b1ae4d6e2ef50L, "1e+21"),
                Map.entry(0x3eb0c6f7a0b5ed8cL, "9.999999999999997e-7"),
                Map.entry(0x3eb0c6f7a0b5ed8dL, "0.000001"),
                Map.entry(0x41b3de4355555553L, "333333333.3333332"),
                Map.entry(0xbecbf647612f3696L, "-0.0000033333333333333333"),
                Map.entry(0x43143ff3c1cb0959L, "1424953923781206.2"));
        samples.forEach((bits, text) -> assertEquals(text, json.print(Double.longBitsToDouble(bits))));
        refused(Reason.INVALID, () -> json.print(Double.NaN));
        refused(Reason.INVALID, () -> json.print((1L << 53) + 1));
        refused(Reason.INVALID, () -> json.print(new Object()));
        refused(Reason.INVALID, () -> json.print("\ud800"));
    }

    @Test
    void shouldSayWhereJsonIsWrong() {
        Json json = host("a").json();
        assertEquals("line 2, column 7: a name that was there before", wrong(json, "{\"a\":1,\n      \"a\":2}"));
        assertEquals("line 1, column 2: the text ends too early", wrong(json, "["));
        for (String text : List.of(
                "",
                "{",
                "[1,]",
                "{\"a\"}",
                "01",
                "1.",
                "+1",
                "nul",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u00g0\"",
                "1 2",
                "'a'",
                "99999999999999999999",
                "1e999",
                "[".repeat(65) + "]".repeat(65))) {
            refused(Reason.INVALID, () -> json.parse(text));
        }
        json.parse("[".repeat(64) + "]".repeat(64));
    }

    private static String wrong(Json json, String text) {
        RefusedException refusal = refused(Reason.INVALID, () -> json.parse(text));
        return refusal.getMessage();
    }

    private static Allowance set(Map<String, String> values) {
        return allowance("a", WIDE).set(values);
    }

    @Test
    void shouldGiveSettingsWithinWhatWasDeclared() throws Exception {
        Host host = tier().host(set(Map.of("size", "7", "colour", "green")));
        Settings settings = host.settings();
        settings.declare(List.of(
                Setting.number("size", 5, 1, 10, "Size", "How large."),
                Setting.text("name", "nobody", 10, "Name", "Who."),
                Setting.onOff("loud", true, "Loud", "Whether."),
                Setting.choice("colour", "red", List.of("red", "green"), "Colour", "Which.")));
        assertEquals(7, settings.number("size"));
        assertEquals("nobody", settings.text("name"));
        assertTrue(settings.on("loud"));
        assertEquals("green", settings.text("colour"));
        refused(Reason.NOT_FOUND, () -> settings.text("none"));
        refused(Reason.NOT_FOUND, () -> settings.number("name"));
        AtomicInteger told = new AtomicInteger();
        settings.onChange(told::incrementAndGet);
        tier().change(host, set(Map.of("size", "11", "colour", "blue", "loud", "false")));
        until("it was told", () -> told.get() == 1);
        assertEquals(5, settings.number("size"), "out of range");
        assertEquals("red", settings.text("colour"), "no choice");
        assertFalse(settings.on("loud"));
    }

    @Test
    void shouldRefuseSettingsThatContradictThemselves() {
        Settings settings = host("a").settings();
        refused(Reason.INVALID, () -> settings.declare(List.of(Setting.number("Size", 5, 1, 10, "", ""))));
        refused(Reason.INVALID, () -> settings.declare(List.of(Setting.number("size", 11, 1, 10, "", ""))));
        refused(Reason.INVALID, () -> settings.declare(List.of(Setting.choice("one", "a", List.of("b"), "", ""))));
        Setting twice = Setting.onOff("one", true, "", "");
        refused(Reason.INVALID, () -> settings.declare(List.of(twice, twice)));
        refused(Reason.INVALID, () -> settings.declare(null));
    }

    @Test
    void shouldRunCommandsOnItsOwnThreads() throws Exception {
        Host host = host("a");
        Command.Argument text = new Command.Argument("text", true, "what to repeat");
        Thread[] ran = new Thread[1];
        host.commands().offer(new Command("repeat", "Repeats it.", List.of(text)), arguments -> {
            ran[0] = Thread.currentThread();
            return Answer.lines(List.of(arguments.get(0), arguments.get(0)));
        });
        assertThrows(Exception.class, () -> tier().run(host, "repeat", List.of("early")), "it is not in office yet");
        tier().open(host);
        assertEquals(Answer.lines(List.of("twice", "twice")), tier().run(host, "repeat", List.of("twice")));
        assertNotEquals(Thread.currentThread(), ran[0]);
        assertThrows(Exception.class, () -> tier().run(host, "repeat", List.of()));
        assertThrows(Exception.class, () -> tier().run(host, "other", List.of()));
    }

    @Test
    void shouldBoundCommands() {
        Commands commands = host("a").commands();
        Commands.Action action = arguments -> Answer.lines(List.of("done"));
        refused(Reason.INVALID, () -> commands.offer(new Command("No Name", "", List.of()), action));
        refused(Reason.INVALID, () -> commands.offer(new Command("name", "", List.of()), (Commands.Action) null));
        Command.Argument optional = new Command.Argument("one", false, "");
        Command.Argument required = new Command.Argument("two", true, "");
        refused(Reason.INVALID, () -> commands.offer(new Command("name", "", List.of(optional, required)), action));
        for (int i = 0; i < 64; i++) {
            commands.offer(new Command("name-" + i, "", List.of(required, optional)), action);
        }
        commands.offer(new Command("name-0", "replaced", List.of()), action);
        refused(Reason.LIMIT, () -> commands.offer(new Command("one-more", "", List.of()), action));
    }
}
