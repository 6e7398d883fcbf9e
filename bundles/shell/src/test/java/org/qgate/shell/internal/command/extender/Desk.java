package org.qgate.shell.internal.command.extender;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.qgate.shell.internal.KnownExtenders;
import org.qgate.shell.internal.KnownVault;
import org.qgate.shell.internal.ShellBench;
import org.qgate.shell.internal.command.ChangingCommand;
import org.qgate.shell.internal.command.NodeCommand;

/** Where commands of extenders are given: in a script, or at a terminal at which somebody types. */
final class Desk {
    final ShellBench bench = new ShellBench().bind();
    final KnownVault vault = bench.bindVault();
    final KnownExtenders extenders = bench.bindExtenders();
    final Deque<String> typed = new ArrayDeque<>();
    final List<String> prompts = new ArrayList<>();

    int json(NodeCommand command) {
        return command.run(bench.services, bench.page(false, true));
    }

    int piped(NodeCommand command) {
        return command.run(bench.services, bench.page(false, false));
    }

    /** At a terminal; whatever is asked for is answered with what stands in {@code typed}. */
    int terminal(NodeCommand command, String... answers) {
        typed.clear();
        typed.addAll(List.of(answers));
        prompts.clear();
        set(NodeCommand.class, "session", command, session());
        return command.run(bench.services, bench.page(true, false));
    }

    <C extends ChangingCommand> C dry(C command) {
        set(ChangingCommand.class, "dryRun", command, true);
        return command;
    }

    String audit() {
        return bench.host.audit().lines().toString();
    }

    private Session session() {
        Object terminal = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Terminal.class}, (proxy, method, arguments) -> null);
        return (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getTerminal" -> terminal;
                    case "readLine" -> {
                        prompts.add((String) arguments[0]);
                        yield typed.poll();
                    }
                    default -> null;
                });
    }

    private static void set(Class<?> owner, String name, Object target, Object value) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            field.set(target, value);
        } catch (ReflectiveOperationException changed) {
            throw new AssertionError(changed);
        }
    }
}
