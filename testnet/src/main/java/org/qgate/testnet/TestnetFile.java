package org.qgate.testnet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.common.json.Json;

/** The document {@code qgate.testnet/1}: printed for scripts, and kept in {@code testnet.json} with process marks. */
final class TestnetFile {
    static final String NAME = "testnet.json";
    private static final String SCHEMA = "qgate.testnet/1";

    private TestnetFile() {}

    /** Returns the document that {@code start} prints. */
    static Map<String, Object> document(Path dir, List<TestnetNode> nodes) {
        return wrap(dir, nodes.stream().map(TestnetFile::of).toList());
    }

    /** Returns the document that {@code status} prints. */
    static Map<String, Object> documentWithLiveness(Path dir, List<TestnetNode> nodes) {
        List<Object> all = new ArrayList<>();
        for (TestnetNode node : nodes) {
            Map<String, Object> one = of(node);
            one.put("alive", node.alive());
            all.add(one);
        }
        return wrap(dir, all);
    }

    private static Map<String, Object> wrap(Path dir, List<?> nodes) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("dir", dir.toString());
        document.put("nodes", nodes);
        return document;
    }

    private static Map<String, Object> of(TestnetNode node) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("index", node.index());
        one.put("nodeId", node.nodeId());
        one.put("roles", node.roles());
        one.put("link", node.link());
        one.put("socks", node.socks());
        one.put("http", node.http());
        one.put("ssh", node.ssh());
        one.put("pid", node.process().pid());
        one.put("dir", node.dir().toString());
        return one;
    }

    static void write(Path dir, List<TestnetNode> nodes) throws IOException {
        List<Object> all = new ArrayList<>();
        for (TestnetNode node : nodes) {
            Map<String, Object> one = of(node);
            one.put("started", node.process().started());
            all.add(one);
        }
        Path aside = dir.resolve(NAME + ".new");
        Files.writeString(aside, Json.writePretty(wrap(dir, all)) + "\n", StandardCharsets.UTF_8);
        Files.move(aside, dir.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    static List<TestnetNode> read(Path dir) throws IOException {
        Path file = dir.resolve(NAME);
        if (!Files.exists(file)) {
            throw new TestnetException("no test network in " + dir, false, null);
        }
        Map<String, Object> document = TestnetNode.object(Files.readString(file, StandardCharsets.UTF_8));
        if (!SCHEMA.equals(document.get("schema"))) {
            throw new TestnetException(file + " is not a " + SCHEMA + " document", false, null);
        }
        List<TestnetNode> nodes = new ArrayList<>();
        for (Object each : (List<?>) document.get("nodes")) {
            nodes.add(node((Map<?, ?>) each));
        }
        return nodes;
    }

    private static TestnetNode node(Map<?, ?> one) {
        List<String> roles =
                ((List<?>) one.get("roles")).stream().map(Object::toString).toList();
        return new TestnetNode(
                number(one, "index"),
                (String) one.get("nodeId"),
                roles,
                (String) one.get("link"),
                (String) one.get("socks"),
                (String) one.get("http"),
                number(one, "ssh"),
                new ProcessMark(((Long) one.get("pid")), ((Long) one.get("started"))),
                Path.of((String) one.get("dir")));
    }

    private static int number(Map<?, ?> one, String name) {
        return Math.toIntExact((Long) one.get(name));
    }
}
