package org.qgate.packer.prune;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.tree.MethodNode;
import org.qgate.packer.prune.Node.Kind;
import org.qgate.qsx.refuse.Refusal;

/** Says by which way the entry class leads to what is refused. */
public final class Trace {
    /** Knows no way to anything. */
    static final Trace NONE = new Trace(null, Map.of(), null);

    private final Program program;
    /** What is reached of each class. */
    private final Map<String, List<Node>> reached;

    private final Routes routes;

    private Trace(Program program, Map<Node, Set<Node>> edges, Routes routes) {
        this.program = program;
        this.reached = edges.keySet().stream().collect(Collectors.groupingBy(Node::owner));
        this.routes = routes;
    }

    /** A way from a root; methods are looked into where there is a program. */
    static Trace of(Program program, Node root, Map<Node, Set<Node>> edges) {
        return new Trace(program, edges, new Routes(root, edges));
    }

    /** Returns a refusal with the shortest way from the entry class; as it is when nothing leads there. */
    public Refusal explain(Refusal refusal) {
        List<Node> places = places(refusal);
        return places.stream()
                .min(Comparator.comparingInt(routes == null ? node -> 0 : routes::length))
                .map(node -> refusal.by(routes.to(node)))
                .orElse(refusal);
    }

    /** Of methods with one name those that use what is refused. */
    private List<Node> places(Refusal refusal) {
        int dot = refusal.where().lastIndexOf('.');
        String owner = dot < 0 ? refusal.where() : refusal.where().substring(0, dot);
        String name = dot < 0 ? "" : refusal.where().substring(dot + 1);
        Kind kind = name.isEmpty() ? Kind.CLASS : Kind.METHOD;
        List<Node> named = reached.getOrDefault(owner, List.of()).stream()
                .filter(node -> node.kind() == kind && node.name().equals(name))
                .toList();
        List<Node> using =
                named.stream().filter(node -> uses(node, refusal.what())).toList();
        return using.isEmpty() ? named : using;
    }

    private boolean uses(Node node, String what) {
        return program != null
                && Stream.ofNullable(program.type(node.owner()))
                        .flatMap(type -> type.methods.stream())
                        .filter(method -> node.key().equals(method.name + method.desc))
                        .anyMatch(method -> references(method).contains(what));
    }

    /** Returns what a method uses, as refusals name it. */
    static Set<String> references(MethodNode method) {
        Set<String> all = new HashSet<>();
        method.accept(new Uses(new Uses.Sink() {
            @Override
            public void named(String type) {
                all.add(type);
            }

            @Override
            public void made(String type) {
                all.add(type);
            }

            @Override
            public void lambda(List<String> interfaces) {
                all.addAll(interfaces);
            }

            @Override
            public void field(String owner, String name, String descriptor) {
                all.add(owner + "." + name + " " + descriptor);
            }

            @Override
            public void exactly(String owner, String name, String descriptor) {
                field(owner, name, descriptor);
            }

            @Override
            public void virtually(String owner, String name, String descriptor) {
                field(owner, name, descriptor);
            }
        }));
        return all;
    }
}
