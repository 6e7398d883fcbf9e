package org.qgate.base.internal;

import java.nio.charset.StandardCharsets;
import org.osgi.framework.BundleContext;
import org.qgate.api.base.Audit;
import org.qgate.api.base.AuditQueue;
import org.qgate.api.base.Clock;
import org.qgate.api.base.CurrentFactory;
import org.qgate.api.base.Health;
import org.qgate.api.base.Installation;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.base.internal.release.Release;
import org.qgate.base.internal.ssh.ShellKeys;
import org.qgate.base.internal.state.FileStateFolder;
import org.qgate.base.internal.work.AuditLog;
import org.qgate.base.internal.work.Cells;
import org.qgate.base.internal.work.HealthBoard;
import org.qgate.base.internal.work.SystemClock;
import org.qgate.base.internal.work.ThreadScheduler;

/** The bedrock's services while the bundle is active. */
final class Bedrock implements AutoCloseable {
    /** Whose the folder is: scripts compare it with the process they started. */
    private static final String PROCESS = "pid";

    private final FileStateFolder state;
    private final ThreadScheduler scheduler = new ThreadScheduler();
    private Updating updates;

    private Bedrock(FileStateFolder state) {
        this.state = state;
    }

    /**
     * Takes the state folder, makes the shell's keys, offers the services, installs the swappable bundles, in this
     * order: no service stands on a folder that is not ours, and the keys are there before the shell's server is.
     */
    static Bedrock open(BundleContext context, Folders folders) {
        Bedrock bedrock = new Bedrock(FileStateFolder.open(folders.state()));
        try {
            bedrock.offer(context, folders);
            return bedrock;
        } catch (RuntimeException failed) {
            bedrock.close();
            throw failed;
        }
    }

    private void offer(BundleContext context, Folders folders) {
        state.write(PROCESS, (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII));
        new ShellKeys(state, folders.etc()).prepare();
        Health health = new HealthBoard();
        Release release = Release.open(context, folders.release(), folders.etc());
        context.registerService(Clock.class, new SystemClock(), null);
        context.registerService(Scheduler.class, scheduler, null);
        context.registerService(CurrentFactory.class, new Cells(), null);
        context.registerService(Health.class, health, null);
        context.registerService(StateFolder.class, state, null);
        String[] audit = {Audit.class.getName(), AuditQueue.class.getName()};
        context.registerService(audit, new AuditLog(new SystemClock()), null);
        health.ok("base.state", "state in " + state.path());
        updates = Updating.begin(context, release, state, folders, scheduler, health);
        context.registerService(Installation.class, release.installation(updates::inOffice), null);
    }

    @Override
    public void close() {
        if (updates != null) {
            updates.close();
        }
        scheduler.close();
        state.close();
    }
}
