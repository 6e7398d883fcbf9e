package org.qgate.extender.messenger;

import org.qgate.ext.Host;
import org.qgate.ext.Service;
import org.qgate.extender.messenger.command.Shell;
import org.qgate.extender.messenger.host.Engine;

/**
 * The messenger: what the node starts and stops. Everything durable is in the store, and each change of it is one step, so
 * versions hand over nothing but the turn.
 */
public final class Messenger implements Service {
    private static final byte[] STATE = {1};

    private Engine engine;

    /** Called by the node. */
    public Messenger() {}

    @Override
    public void start(Host host) {
        engine = new Engine(host);
        new Shell(engine).offer(host.commands());
        engine.begin();
    }

    @Override
    public byte[] exportState() {
        engine.give();
        return STATE.clone();
    }

    @Override
    public void importState(byte[] state, String fromVersion) {
        engine.take();
    }

    @Override
    public void drain(long atMostMs) {
        engine.over();
    }

    @Override
    public void stop() {
        engine.end();
    }
}
