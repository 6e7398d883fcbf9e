package org.qgate.packer.prune;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.qgate.packer.prune.Node.Kind;

/**
 * Classes that the entry class leads to where classes may also be named by texts: every text of a class file that is the name
 * of another one, or has one in it as descriptors do, leads there. Knows nothing of members.
 */
final class ClassClosure {
    private static final String SUFFIX = ".class";
    private static final int UTF8 = 1; // JVMS 17, table 4.4-A
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("(?<=L)[^;<()\\[]+(?=[;<])");

    private ClassClosure() {}

    /** Returns what each class that is reached leads to. */
    static Map<Node, Set<Node>> from(Map<String, byte[]> files, String entry) {
        Map<Node, Set<Node>> edges = new LinkedHashMap<>();
        Deque<Node> next = new ArrayDeque<>();
        next.add(Node.of(Kind.CLASS, entry));
        edges.put(next.peek(), new LinkedHashSet<>());
        while (!next.isEmpty()) {
            Node node = next.remove();
            for (String text : texts(files.get(node.owner() + SUFFIX))) {
                if (files.containsKey(text + SUFFIX)) {
                    Node named = Node.of(Kind.CLASS, text);
                    edges.get(node).add(named);
                    if (edges.putIfAbsent(named, new LinkedHashSet<>()) == null) {
                        next.add(named);
                    }
                }
            }
        }
        return edges;
    }

    private static Set<String> texts(byte[] file) {
        ClassReader reader = new ClassReader(file);
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at != 0 && file[at - 1] == UTF8) {
                String text = utf8(file, at);
                texts.add(text.replace('.', '/'));
                texts.addAll(IN_DESCRIPTOR
                        .matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toList()));
            }
        }
        return texts;
    }

    private static String utf8(byte[] file, int at) {
        try {
            return new DataInputStream(new ByteArrayInputStream(file, at, file.length - at)).readUTF();
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
