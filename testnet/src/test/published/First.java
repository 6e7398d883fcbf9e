package org.example.first;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.qgate.ext.Host;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.Service;
import org.qgate.ext.config.Setting;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.Target;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.store.Space;

/**
 * Uses every facade that the extender API had in version 1.0. It was compiled against that version and packed by the packer of that
 * day, once; the package beside this file is what nodes of every later 1.y have to run.
 */
public final class First implements Service {
    private static final long WAIT_MS = 30_000;

    private final List<String> did = new ArrayList<>();
    private Host host;
    private String state = "";

    @Override
    public void start(Host its) {
        host = its;
        host.settings()
                .declare(List.of(
                        Setting.text("word", "none", 100, "Word", "A word."),
                        Setting.number("number", 7, 0, 10, "Number", "A number."),
                        Setting.onOff("switch", true, "Switch", "A switch."),
                        Setting.choice("choice", "a", List.of("a", "b"), "Choice", "A choice.")));
        host.settings().onChange(() -> host.log().info("changed"));
        host.net().serve("first/1", (caller, request) -> request);
        host.net().accept("first/stream/1", First::echo);
        Command.Argument node = new Command.Argument("NODE", true, "the id of this node");
        host.commands().offer(new Command("all", "Uses everything.", List.of(node)), this::all);
        host.commands().offer(new Command("state", "What was handed over.", List.of()), none -> Answer.lines(List.of(state)));
    }

    private static void echo(Stream stream) {
        byte[] some = new byte[100];
        for (int read = stream.read(some, 0, 100, WAIT_MS); read >= 0; read = stream.read(some, 0, 100, WAIT_MS)) {
            stream.write(some, 0, read, WAIT_MS);
        }
        stream.end();
    }

    /** One step of what this version could. */
    private interface Step {
        boolean well() throws Exception;
    }

    private void step(String name, Step step) {
        try {
            did.add(name + (step.well() ? " well" : " badly"));
        } catch (Exception failed) {
            did.add(name + " failed: " + failed);
        }
    }

    private Answer all(List<String> arguments) {
        did.clear();
        step("node", () -> host.node().nodeId().equals(arguments.get(0))
                && host.node().reachable() | true
                && !host.node().version().isEmpty());
        step("identity", () -> host.id().equals("org.example.first") && host.version().equals("1.0.0"));
        step("settings", () -> host.settings().text("word").equals("none")
                && host.settings().number("number") == 7
                && host.settings().on("switch")
                && host.settings().text("choice").equals("a"));
        step("space", this::space);
        step("keys", this::keys);
        step("random", () -> host.random().bytes(32).length == 32);
        step("time", () -> host.time().wallMs() > 0 && host.time().monoNs() != 0);
        step("tasks", this::tasks);
        step("events", this::events);
        step("json", () -> host.json().print(host.json().parse("{\"b\": [1, 2.5, true, null], \"a\": \"x\"}"))
                .equals("{\"a\":\"x\",\"b\":[1,2.5,true,null]}"));
        step("calls", () -> Arrays.equals(
                host.net().call(new Target(arguments.get(0), "first/1"), bytes("hello"), WAIT_MS), bytes("hello")));
        step("streams", () -> stream(arguments.get(0)));
        step("nodes", () -> host.net().nodes("first/1") != null);
        step("refusals", this::refusals);
        host.log().info("did everything");
        host.log().warn("did everything");
        return new Answer(List.of("step"), did.stream().map(List::of).toList());
    }

    private boolean space() {
        Space space = host.space();
        space.put("map", bytes("a"), bytes("1"));
        space.replace("map", bytes("a"), Optional.of(bytes("1")), Optional.of(bytes("2")));
        space.apply(List.of(new Space.Change("map", bytes("b"), Optional.of(bytes("3")))));
        long counted = space.add("numbers", bytes("n"), 1);
        boolean well = space.range("map", Optional.empty(), Optional.empty(), 10).size() == 2
                && Arrays.equals(space.get("map", bytes("a")).orElseThrow(), bytes("2"));
        space.remove("map", bytes("a"));
        return well && counted > 0;
    }

    private boolean keys() {
        byte[] signature = host.keys().sign("first", bytes("hello"));
        byte[] own = host.keys().agreementKey("first");
        return host.keys().verify(host.keys().signingKey("first"), "first", bytes("hello"), signature)
                && host.keys().agree("first", own).length == 32
                && host.keys().secret("first").length == 32;
    }

    private boolean tasks() throws Exception {
        host.tasks().after(1, () -> {}).cancel();
        host.tasks().every(1_000, 1_000, () -> {}).cancel();
        host.tasks().pause(1);
        host.tasks().executor().execute(() -> {});
        host.tasks().run(() -> {});
        return host.tasks().submit(() -> 7).get(WAIT_MS, TimeUnit.MILLISECONDS) == 7;
    }

    private boolean events() {
        host.events().subscribe("node.joined", event -> event.fields().size()).cancel();
        host.events().publish("news", Map.of("what", "something"));
        return true;
    }

    private boolean stream(String node) {
        try (Stream stream = host.net().dial(new Target(node, "first/stream/1", true, "first"), WAIT_MS)) {
            stream.write(bytes("x"), 0, 1, WAIT_MS);
            stream.end();
            byte[] back = new byte[1];
            return stream.read(back, 0, 1, WAIT_MS) == 1
                    && stream.read(back, 0, 1, WAIT_MS) == -1
                    && stream.peer().node().orElse("").equals(node);
        }
    }

    private boolean refusals() {
        try {
            host.net().nodes("other/1");
            return false;
        } catch (RefusedException refused) {
            return refused.reason() == RefusedException.Reason.DENIED
                    && refused.permission().orElseThrow() == Permission.NET_DIAL
                    && !host.granted(Permission.PEER_LIST);
        }
    }

    @Override
    public byte[] exportState() {
        return bytes("from the first");
    }

    @Override
    public void importState(byte[] given, String fromVersion) {
        state = new String(given, StandardCharsets.UTF_8);
    }

    @Override
    public void drain(long atMostMs) {
        state = "drained";
    }

    @Override
    public void stop() {
        state = "stopped";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
