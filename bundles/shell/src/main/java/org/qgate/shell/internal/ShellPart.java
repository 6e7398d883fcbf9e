package org.qgate.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
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
    private static final String COMMANDS = "org/qgate/shell/internal/command";
    private static final int RECURSE = BundleWiring.LISTRESOURCES_RECURSE;

    private final BundleWiring wiring;
    private final SessionFactory sessions;
    private final ShellServices services;
    private final HandOver.Enrolment enrolment;

    /** Enrols. */
    @Activate
    public ShellPart(
            BundleContext context,
            @Reference HandOver handOver,
            @Reference SessionFactory sessions,
            @Reference ShellServices services) {
        this.services = services;
        wiring = context.getBundle().adapt(BundleWiring.class);
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

    /**
     * The platform forgets commands by name: with the old version's went ours. They are still in its list, which shows each
     * caller only what that caller may use; so they are asked for by name.
     */
    @Override
    public void settled() {
        Registry registry = sessions.getRegistry();
        for (String file : wiring.listResources(COMMANDS, "*.class", BundleWiring.LISTRESOURCES_LOCAL | RECURSE)) {
            Command named = type(file).getAnnotation(Command.class);
            if (named != null) {
                putBack(registry, registry.getCommand(named.scope(), named.name()));
            }
        }
        services.extendersChanged();
    }

    private Class<?> type(String file) {
        try {
            return wiring.getClassLoader()
                    .loadClass(file.replace('/', '.').substring(0, file.length() - ".class".length()));
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException("a class of this bundle: " + file, impossible);
        }
    }

    private static void putBack(Registry registry, org.apache.karaf.shell.api.console.Command command) {
        if (command != null) { // else it is not offered yet, and nobody took it away
            registry.unregister(command);
            registry.register(command);
        }
    }

    @Override
    public void end() {
        // as above
    }
}
