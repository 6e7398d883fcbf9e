package org.qgate.shell.internal;

import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.qgate.api.update.HandOver;
import org.qgate.api.update.StatelessPart;

/** The shell's commands as a part that can be replaced: they have no state, so there is nothing to hand over. */
@Component(
        service = {},
        immediate = true)
public final class ShellPart implements StatelessPart {
    private static final Set<String> SCOPES =
            Set.of("node", "peer", "circuit", "stream", "dpn", "vault", "store", "extender", "publisher");
    private final SessionFactory sessions;
    private final HandOver.Enrolment enrolment;

    /** Enrols. */
    @Activate
    public ShellPart(@Reference HandOver handOver, @Reference SessionFactory sessions) {
        this.sessions = sessions;
        enrolment = handOver.enrol(this);
    }

    @Deactivate
    void stop() {
        enrolment.close();
    }

    @Override
    public String name() {
        return "org.qgate.shell";
    }

    @Override
    public void begin() {
        // commands are offered by the shell's own extender as long as the bundle is active
    }

    @Override
    public void commit() {
        // as at the beginning
    }

    @Override
    public void leave() {
        // its commands go when its bundle stops
    }

    /** The platform forgets commands by name: with the old version's went ours. They are still in its list. */
    @Override
    public void settled() {
        Registry registry = sessions.getRegistry();
        for (Command command : List.copyOf(registry.getCommands())) {
            if (SCOPES.contains(command.getScope())) {
                registry.unregister(command);
                registry.register(command);
            }
        }
    }

    @Override
    public void end() {
        // as above
    }
}
