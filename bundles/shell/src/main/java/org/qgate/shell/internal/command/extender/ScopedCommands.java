package org.qgate.shell.internal.command.extender;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.CommandRow;
import org.qgate.api.extender.CommandScope;
import org.qgate.api.extender.Extenders;
import org.qgate.api.vault.VaultState;
import org.qgate.shell.internal.ShellServices;

/**
 * Offers the commands of running extenders under their scopes in the shell, and takes them back. What governs extenders is
 * asked each second, and at once after a command that changed one. While it is being replaced itself, what was offered
 * stays. Thread-safe.
 */
@Component(
        service = {},
        immediate = true)
public final class ScopedCommands {
    private static final long LOOK_MS = 1_000;

    private final ShellServices services;
    private final Registry registry;
    private final Workers workers;
    private final AutoCloseable timer;
    private final Map<String, ScopedCommand> offered = new HashMap<>();
    private boolean closed;

    /** Begins to look. */
    @Activate
    public ScopedCommands(
            @Reference ShellServices services, @Reference SessionFactory sessions, @Reference Scheduler scheduler) {
        this.services = services;
        registry = sessions.getRegistry();
        workers = scheduler.workers("shell-scopes", 1, 1);
        timer = scheduler.schedule("commands of extenders", 0, LOOK_MS, () -> workers.offer(this::look));
        services.whenExtendersChange(this::look);
    }

    @Deactivate
    void stop() throws Exception {
        services.whenExtendersChange(() -> {});
        timer.close();
        workers.close();
        close();
    }

    private synchronized void close() {
        closed = true;
        keep(Map.of());
    }

    /** Offers what is there, and takes back what is not. */
    synchronized void look() {
        if (!closed) {
            wanted().ifPresent(this::keep);
        }
    }

    /** Returns what is to be offered; empty while nobody knows. */
    private Optional<Map<String, ScopedCommand>> wanted() {
        Optional<Extenders> extenders = services.cells().extenders().now();
        if (extenders.isEmpty()) {
            return Optional.empty();
        }
        Map<String, ScopedCommand> wanted = new HashMap<>();
        try {
            for (CommandScope scope : extenders.get().scopes()) {
                for (CommandRow row : scope.commands()) {
                    wanted.put(scope.scope() + ":" + row.name(), command(scope, row));
                }
            }
            return Optional.of(wanted);
        } catch (QGateException notReady) {
            return isLocked() ? Optional.of(Map.of()) : Optional.empty();
        }
    }

    private boolean isLocked() {
        return services.cells()
                .vault()
                .now()
                .filter(vault -> vault.status().state() != VaultState.UNLOCKED)
                .isPresent();
    }

    private ScopedCommand command(CommandScope scope, CommandRow row) {
        ScopedCommand present = offered.get(scope.scope() + ":" + row.name());
        return present != null && present.is(scope, row) ? present : new ScopedCommand(services, scope, row);
    }

    private void keep(Map<String, ScopedCommand> wanted) {
        for (Map.Entry<String, ScopedCommand> each : new ArrayList<>(offered.entrySet())) {
            if (wanted.get(each.getKey()) != each.getValue()) {
                registry.unregister(each.getValue());
                offered.remove(each.getKey());
            }
        }
        wanted.forEach(this::offer);
    }

    private void offer(String name, ScopedCommand command) {
        if (!offered.containsKey(name) && isFree(command)) {
            registry.register(command);
            offered.put(name, command);
        }
    }

    /**
     * What somebody else offers stays theirs: the platform's, or those of the version of this bundle before, until they have
     * gone. The platform makes each scope a command of its own, without a scope, with which one goes into it.
     */
    private boolean isFree(ScopedCommand command) {
        boolean own = offered.values().stream().anyMatch(each -> each.getScope().equals(command.getScope()));
        return registry.getCommand(command.getScope(), command.getName()) == null
                && (own || registry.getCommand(Session.SCOPE_GLOBAL, command.getScope()) == null);
    }

    /** Returns the names of what is offered. */
    synchronized List<String> names() {
        return offered.keySet().stream().sorted().toList();
    }
}
