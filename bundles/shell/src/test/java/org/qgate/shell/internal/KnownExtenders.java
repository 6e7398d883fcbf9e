package org.qgate.shell.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.CommandRow;
import org.qgate.api.extender.CommandScope;
import org.qgate.api.extender.ConfinementInfo;
import org.qgate.api.extender.Consent;
import org.qgate.api.extender.ConsentSheet;
import org.qgate.api.extender.ExtenderChange;
import org.qgate.api.extender.ExtenderInfo;
import org.qgate.api.extender.Extenders;
import org.qgate.api.extender.LogLine;
import org.qgate.api.extender.PermissionRow;
import org.qgate.api.extender.PublisherInfo;
import org.qgate.api.extender.SettingRow;

/** Extenders with known answers: one is installed; changes go a step each time somebody looks. */
public final class KnownExtenders implements Extenders {
    public static final String ID = "org.example.echo";
    public static final String KEY = "00112233445566778899aabbccddeeff";
    public static final String FINGERPRINT = "0123 4567 89ab cdef";

    /** What was asked for, in order. */
    public final List<String> asked = new ArrayList<>();

    /** What was agreed to. */
    public final List<Consent> consents = new ArrayList<>();

    /** What the sheet says. */
    public List<String> missing = List.of("net.dial", "event.publish");

    public List<ConsentSheet.Finding> findings = List.of();
    public String from = "";
    public String held = "";

    /** How each change goes on; the last outcome stays. */
    public List<String> course = List.of("", "", "LIVE");

    /** What the extender logged. */
    public List<LogLine> log = List.of(new LogLine(1_000, "1.0.0", "info", "hello\u001b[1m"));

    /** Why nothing is installed; null to install. */
    public ExtenderError refusal;

    /** The key id of a developer who is trusted. */
    public String developer = KEY;

    /** What commands have a scope. */
    public List<CommandScope> scopes = List.of(scope(ID, "echo", "stats"));

    /** Whether nothing runs, because the vault is locked. */
    public boolean locked;

    public String error = "";
    public List<String> lacking = List.of();
    public String state = "LIVE";
    private int looks;
    private ExtenderChange begun;

    /** A scope with commands that take a word, a file and the rest of the line, none of which must be there. */
    public static CommandScope scope(String id, String scope, String... names) {
        List<CommandRow.Argument> arguments = List.of(
                new CommandRow.Argument("NAME", false, "text", "A name."),
                new CommandRow.Argument("FILE", false, "read-file", "A file."),
                new CommandRow.Argument("TEXT", false, "rest", "A text."));
        return new CommandScope(
                scope,
                id,
                "Example",
                Stream.of(names)
                        .map(name ->
                                new CommandRow(scope, name, "[NAME] [FILE] [TEXT...]", "Says how often.", arguments))
                        .toList());
    }

    @Override
    public ConsentSheet check(Path file) {
        asked.add("check " + file.getFileName());
        return sheet();
    }

    @Override
    public ConsentSheet sheet(String id) {
        require(id);
        return sheet();
    }

    private ConsentSheet sheet() {
        String change = from.isEmpty() ? "added" : "widened";
        return new ConsentSheet(
                ID,
                "Echo\u001b[2J",
                from,
                "1.1.0",
                "Example",
                KEY,
                held.isEmpty() ? "trusted" : "unknown",
                "guarded",
                held,
                List.of(
                        row("net.dial", "sensitive", change, List.of("echo/1", "echo/stream/1"), false),
                        row("event.publish", "sensitive", "added", List.of(), true),
                        row("log.write", "normal", "same", List.of(), false)),
                List.of(new ConsentSheet.Row("threads", "", "same", "at most 4 threads", List.of(), "", false)),
                List.of("package sha256 " + "ab".repeat(32)),
                findings,
                missing);
    }

    private static ConsentSheet.Row row(
            String name, String level, String change, List<String> scope, boolean optional) {
        String sentence = "It may do what " + name + " stands for, to other nodes of the network that you cannot see, "
                + "as often as its quota lets it.";
        return new ConsentSheet.Row(name, level, change, sentence, scope, "Nothing works without it", optional);
    }

    private static void require(String id) {
        if (!ID.equals(id)) {
            throw new QGateException(ExtenderError.NO_EXTENDER, "there is no " + id);
        }
    }

    private long begin(String action, String what) {
        asked.add(action + " " + what);
        looks = 0;
        begun = change(action, "", List.of());
        return begun.number();
    }

    private ExtenderChange change(String action, String outcome, List<ExtenderChange.Step> steps) {
        return new ExtenderChange(
                7, "admin", action, ID, from, "1.1.0", 1_000, steps, outcome, steps.size() * 1_500L, error, lacking);
    }

    @Override
    public long install(Path file, Consent consent, boolean allowDowngrade, String actor) {
        consents.add(consent);
        if (refusal != null) {
            throw new QGateException(refusal, ID);
        }
        return begin("install", file.getFileName() + (allowDowngrade ? " down" : ""));
    }

    @Override
    public long update(String id, Consent consent, String actor) {
        consents.add(consent);
        return begin("update", id);
    }

    @Override
    public long approve(String id, Consent consent, String actor) {
        consents.add(consent);
        return begin("approve", id);
    }

    @Override
    public long rollback(String id, String actor) {
        return begin("rollback", id);
    }

    @Override
    public long remove(String id, boolean erase, String actor) {
        return begin("remove", id + (erase ? " erase" : ""));
    }

    @Override
    public long start(String id, String actor) {
        return begin("start", id);
    }

    @Override
    public long stop(String id, String actor) {
        return begin("stop", id);
    }

    @Override
    public void pause(String id, String actor) {
        asked.add("pause " + id);
    }

    @Override
    public void grant(String id, String permission, List<String> scope, String actor) {
        asked.add("grant " + id + " " + permission + " " + scope);
    }

    @Override
    public void revoke(String id, String permission, String actor) {
        asked.add("revoke " + id + " " + permission);
    }

    @Override
    public List<ExtenderInfo> list() {
        return List.of(new ExtenderInfo(
                ID,
                "1.0.0",
                "Echo",
                "Example",
                "0011",
                "guarded",
                "you trust its publisher",
                state,
                "",
                "1.1.0",
                List.of("0.9.0"),
                List.of("echo/1"),
                1,
                1_000,
                2,
                3,
                40,
                1,
                0,
                1_200,
                2_048,
                1_500));
    }

    @Override
    public Optional<ExtenderInfo> info(String id) {
        return list().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    @Override
    public List<PermissionRow> permissions(String id) {
        require(id);
        return List.of(
                new PermissionRow(
                        "net.dial",
                        "sensitive",
                        "dials",
                        "why",
                        false,
                        List.of("echo/1"),
                        true,
                        List.of("echo/1"),
                        12,
                        1_000,
                        2,
                        2_000),
                new PermissionRow(
                        "peer.ban", "privileged", "bans", "why", true, List.of(), false, List.of(), 0, 0, 0, 0));
    }

    @Override
    public List<LogLine> log(String id, int most) {
        return log;
    }

    @Override
    public List<SettingRow> settings(String id) {
        return List.of(new SettingRow("limit", "number", "1 to 9", "Limit", "How many.", "4", false));
    }

    @Override
    public void set(String id, String name, String value, String actor) {
        asked.add("set " + id + " " + name + " " + value);
    }

    @Override
    public List<CommandRow> commands(String id) {
        return scopes().get(0).commands();
    }

    @Override
    public List<CommandScope> scopes() {
        if (locked) {
            throw new QGateException(ExtenderError.NOT_READY, "locked");
        }
        return scopes;
    }

    @Override
    public List<List<String>> run(String id, String command, List<String> arguments, long atMostMs, String actor) {
        asked.add("run " + id + " " + command + " " + arguments + " " + atMostMs);
        return List.of(List.of("what", "count"), List.of("calls", "40"));
    }

    @Override
    public Optional<ExtenderChange> change(long number) {
        String outcome = course.get(Math.min(looks++, course.size() - 1));
        boolean crossed = !outcome.isEmpty();
        begun = change(begun.action(), outcome, crossed ? List.of(new ExtenderChange.Step("LIVE", 1_500)) : List.of());
        return Optional.of(begun).filter(each -> each.number() == number);
    }

    @Override
    public List<ExtenderChange> changes() {
        return begun == null ? List.of() : List.of(begun);
    }

    @Override
    public List<PublisherInfo> publishers() {
        return List.of(new PublisherInfo("Example", "0011", FINGERPRINT, "trusted", "", 1_000, 1));
    }

    @Override
    public PublisherInfo trust(Path file, String fingerprint, String actor) {
        if (fingerprint != null) {
            if (!FINGERPRINT.equals(fingerprint)) {
                throw new QGateException(ExtenderError.FINGERPRINT, "it begins with 0123");
            }
            asked.add("trust " + fingerprint);
        }
        String trust = fingerprint == null ? "unknown" : "trusted";
        return new PublisherInfo("Example", "0011", FINGERPRINT, trust, "", 1_000, 0);
    }

    @Override
    public ConfinementInfo confinement(boolean again) {
        asked.add("confinement " + again);
        return new ConfinementInfo(false, "", "there is no bwrap");
    }

    @Override
    public PublisherInfo develop(Path file, String actor) {
        asked.add("develop " + file.getFileName());
        return new PublisherInfo("Example", developer, FINGERPRINT, "developer", "", 1_000, 0);
    }

    @Override
    public void untrust(String keyId, String actor) {
        asked.add("untrust " + keyId);
    }
}
