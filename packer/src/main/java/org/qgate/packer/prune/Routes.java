package org.qgate.packer.prune;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shortest ways from the entry class to everything that is reached. */
final class Routes {
    private static final String BY_PLATFORM = " (Java may call it)";

    private final Map<Node, Node> before = new LinkedHashMap<>();
    private final Map<Node, Integer> length = new LinkedHashMap<>();

    Routes(Node root, Map<Node, Set<Node>> edges) {
        // as people count: how a call finds its method is no step
        Deque<Node> next = new ArrayDeque<>(List.of(root));
        length.put(root, 0);
        while (!next.isEmpty()) {
            Node node = next.remove();
            for (Node each : edges.get(node)) {
                int steps = length.get(node) + (each.isShown() ? 1 : 0);
                if (steps < length.getOrDefault(each, Integer.MAX_VALUE)) {
                    length.put(each, steps);
                    before.put(each, node);
                    if (each.isShown()) {
                        next.addLast(each);
                    } else {
                        next.addFirst(each);
                    }
                }
            }
        }
    }

    /** Tells how many steps it is away; the largest number when it is not reached. */
    int length(Node node) {
        return length.getOrDefault(node, Integer.MAX_VALUE);
    }

    /** Returns the steps to something, the entry class's first. */
    List<String> to(Node node) {
        LinkedList<String> steps = new LinkedList<>();
        for (Node each = node; each != null; each = before.get(each)) {
            if (each.isShown()) {
                steps.addFirst(each.shown() + (isCalledByPlatform(each) ? BY_PLATFORM : ""));
            }
        }
        return List.copyOf(steps);
    }

    /** It overrides something of an object that the step before made. */
    private boolean isCalledByPlatform(Node node) {
        Node from = before.get(node);
        return from != null && from.kind() == Node.Kind.MADE && before.containsKey(from);
    }
}
