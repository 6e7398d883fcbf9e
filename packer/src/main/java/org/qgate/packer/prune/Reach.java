package org.qgate.packer.prune;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;
import org.qgate.packer.prune.Node.Kind;
import org.qgate.packer.prune.Program.Found;

/**
 * Everything that the entry class leads to, where nothing is named at run time. A call by name leads to the methods of those
 * classes of which objects are made somewhere that is reached itself (rapid type analysis: Bacon and Sweeney, OOPSLA 1996);
 * what the platform may call on such an object, because it overrides it, is reached too.
 */
final class Reach {
    private final Program program;
    private final Map<Node, Set<Node>> edges = new LinkedHashMap<>();
    private final Deque<Node> next = new ArrayDeque<>();
    /** Classes that are made, by each of their super types. */
    private final Map<String, List<ClassNode>> madeBelow = new LinkedHashMap<>();
    /** Calls by the class that their reference names. */
    private final Map<String, List<Node>> calls = new LinkedHashMap<>();

    private Reach(Program program) {
        this.program = program;
    }

    /** Returns what each reached thing leads to; what is reached is exactly the keys. */
    static Map<Node, Set<Node>> from(Program program, Node root) {
        Reach reach = new Reach(program);
        reach.edges.put(root, new LinkedHashSet<>());
        reach.next.add(root);
        reach.reach(root, Kind.METHOD, root.owner(), "<init>", "()V");
        reach.run();
        reach.declareWhatIsInherited();
        reach.run();
        return reach.edges;
    }

    private void run() {
        while (!next.isEmpty()) {
            Node node = next.remove();
            ClassNode type = program.type(node.owner());
            switch (node.kind()) {
                case CLASS -> named(node, type);
                case INIT -> initialised(node, type);
                case MADE -> made(node, type);
                case CALL -> called(node);
                case DECLARED, FIELD -> member(node);
                case METHOD -> {
                    member(node);
                    Node self = node;
                    program.method(node.owner(), node.key())
                            .ifPresent(found -> found.member().accept(new Uses(new From(self))));
                }
            }
        }
    }

    private void reach(Node from, Kind kind, String owner, String name, String descriptor) {
        if (program.type(owner) != null) {
            Node node = new Node(kind, owner, name, descriptor);
            edges.get(from).add(node);
            if (!edges.containsKey(node)) {
                edges.put(node, new LinkedHashSet<>());
                next.add(node);
            }
        }
    }

    private void reach(Node from, Kind kind, String owner) {
        reach(from, kind, owner, "", "");
    }

    private void runs(Node from, Collection<Found<MethodNode>> methods) {
        methods.forEach(each -> reach(from, Kind.METHOD, each.owner().name, each.member().name, each.member().desc));
    }

    private void named(Node node, ClassNode type) {
        reach(node, Kind.CLASS, String.valueOf(type.superName));
        type.interfaces.forEach(each -> reach(node, Kind.CLASS, each));
        enclosing(node, type);
        if ((type.access & Opcodes.ACC_ENUM) != 0 && "java/lang/Enum".equals(type.superName)) {
            reach(node, Kind.INIT, type.name);
            reach(node, Kind.METHOD, type.name, "values", "()[L" + type.name + ";"); // sets and maps of Java ask for it
        }
        if ((type.access & Opcodes.ACC_RECORD) != 0) {
            for (FieldNode field : type.fields) {
                if ((field.access & Opcodes.ACC_STATIC) == 0) {
                    reach(node, Kind.FIELD, type.name, field.name, field.desc);
                }
            }
        }
    }

    /** The host of a nest decides who may use private members; the others are asked for when a class says its name. */
    private void enclosing(Node node, ClassNode type) {
        reach(node, Kind.CLASS, String.valueOf(type.nestHostClass));
        reach(node, Kind.CLASS, String.valueOf(type.outerClass));
        type.innerClasses.stream()
                .filter(each -> each.name.equals(type.name))
                .forEach(each -> reach(node, Kind.CLASS, String.valueOf(each.outerName)));
    }

    private void initialised(Node node, ClassNode type) {
        reach(node, Kind.CLASS, type.name);
        if (type.methods.stream().anyMatch(method -> method.name.equals("<clinit>"))) {
            reach(node, Kind.METHOD, type.name, "<clinit>", "()V");
        }
        if ((type.access & Opcodes.ACC_INTERFACE) == 0) {
            reach(node, Kind.INIT, String.valueOf(type.superName));
            for (String each : program.lineage(type.name)) {
                ClassNode parent = program.type(each);
                if (parent != null && program.hasDefaults(parent)) {
                    reach(node, Kind.INIT, each);
                }
            }
        }
    }

    private void made(Node node, ClassNode type) {
        reach(node, Kind.INIT, type.name);
        for (String each : List.copyOf(program.lineage(type.name))) {
            madeBelow.computeIfAbsent(each, any -> new ArrayList<>()).add(type);
            calls.getOrDefault(each, List.of()).forEach(call -> runs(call, program.selected(type.name, call.key())));
        }
        for (String key : program.calledByPlatform(type.name)) {
            runs(node, program.selected(type.name, key));
        }
    }

    private void called(Node node) {
        reach(node, Kind.CLASS, node.owner());
        program.method(node.owner(), node.key()).ifPresent(found -> declared(node, found));
        calls.computeIfAbsent(node.owner(), any -> new ArrayList<>()).add(node);
        for (ClassNode type : madeBelow.getOrDefault(node.owner(), List.of())) {
            runs(node, program.selected(type.name, node.key()));
        }
    }

    private void declared(Node from, Found<MethodNode> found) {
        boolean isPrivate = (found.member().access & Opcodes.ACC_PRIVATE) != 0;
        reach(
                from,
                isPrivate ? Kind.METHOD : Kind.DECLARED,
                found.owner().name,
                found.member().name,
                found.member().desc);
    }

    private void member(Node node) {
        reach(node, Kind.CLASS, node.owner());
        Uses.named(Type.getType(node.descriptor()), new From(node));
    }

    /** A class that can be made has every method of its interfaces that is left, as the verifier wants it. */
    private void declareWhatIsInherited() {
        List<Node> left = edges.keySet().stream()
                .filter(node -> node.kind() == Kind.DECLARED)
                .toList();
        for (Node node : left) {
            for (ClassNode type : madeBelow.getOrDefault(node.owner(), List.of())) {
                program.selected(type.name, node.key()).forEach(found -> declared(node, found));
            }
        }
    }

    /** What one method leads to. */
    private final class From implements Uses.Sink {
        private final Node node;

        From(Node node) {
            this.node = node;
        }

        @Override
        public void named(String type) {
            reach(node, Kind.CLASS, type);
        }

        @Override
        public void made(String type) {
            reach(node, Kind.MADE, type);
        }

        @Override
        public void lambda(List<String> interfaces) {
            reach(node, Kind.MADE, program.lambda(interfaces).name);
        }

        @Override
        public void field(String owner, String name, String descriptor) {
            named(owner);
            program.field(owner, name, descriptor).ifPresent(found -> {
                reach(node, Kind.FIELD, found.owner().name, name, descriptor);
                if ((found.member().access & Opcodes.ACC_STATIC) != 0) {
                    reach(node, Kind.INIT, found.owner().name);
                }
            });
        }

        @Override
        public void exactly(String owner, String name, String descriptor) {
            named(owner);
            program.method(owner, name + descriptor).ifPresent(found -> {
                runs(node, List.of(found));
                if ((found.member().access & Opcodes.ACC_STATIC) != 0) {
                    reach(node, Kind.INIT, found.owner().name);
                }
            });
        }

        @Override
        public void virtually(String owner, String name, String descriptor) {
            named(owner);
            reach(node, Kind.CALL, owner, name, descriptor);
        }
    }
}
