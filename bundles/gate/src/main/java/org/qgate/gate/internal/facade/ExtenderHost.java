package org.qgate.gate.internal.facade;

import org.qgate.ext.Host;
import org.qgate.ext.Log;
import org.qgate.ext.NodeInfo;
import org.qgate.ext.Permission;
import org.qgate.ext.config.Settings;
import org.qgate.ext.crypto.Keys;
import org.qgate.ext.crypto.Primitives;
import org.qgate.ext.crypto.Randomness;
import org.qgate.ext.event.Events;
import org.qgate.ext.json.Json;
import org.qgate.ext.net.Net;
import org.qgate.ext.shell.Commands;
import org.qgate.ext.store.Space;
import org.qgate.ext.time.Tasks;
import org.qgate.ext.time.Time;
import org.qgate.gate.internal.run.Threads;

/** All facades of one instance. Thread-safe. */
public final class ExtenderHost implements Host {
    private final Access access;
    private final OwnStreams streams;
    private final OwnNet net;
    private final OwnSpace space;
    private final OwnRandomness random;
    private final OwnKeys keys;
    private final OwnPrimitives primitives;
    private final OwnTasks tasks;
    private final OwnEvents events;
    private final OwnLog log;
    private final OwnSettings settings;
    private final OwnCommands commands;
    private final OwnTime time;
    private final OwnNodeInfo node;
    private final JsonValues json = new JsonValues();

    /** Makes them; nothing is asked of anybody yet. */
    public ExtenderHost(Access access, Threads threads, Surroundings around, LogBook book) {
        this.access = access;
        streams = new OwnStreams(access);
        net = new OwnNet(access, around.protocols(), streams);
        space = new OwnSpace(access, around.store());
        random = new OwnRandomness(access, around.crypto());
        keys = new OwnKeys(access, around.crypto());
        primitives = new OwnPrimitives(access, random, around.crypto());
        tasks = new OwnTasks(access, threads, around.scheduler());
        events = new OwnEvents(access, threads, around);
        log = new OwnLog(access, book);
        settings = new OwnSettings(access, threads);
        commands = new OwnCommands(access, around.folders());
        time = new OwnTime(access, around.clock());
        node = new OwnNodeInfo(access, around);
    }

    @Override
    public String id() {
        return access.permit().id();
    }

    @Override
    public String version() {
        return access.permit().version();
    }

    @Override
    public boolean granted(Permission permission) {
        return access.allows(permission);
    }

    @Override
    public NodeInfo node() {
        return node;
    }

    @Override
    public Net net() {
        return net;
    }

    @Override
    public Space space() {
        return space;
    }

    @Override
    public Randomness random() {
        return random;
    }

    @Override
    public Keys keys() {
        return keys;
    }

    @Override
    public Primitives crypto() {
        return primitives;
    }

    @Override
    public Time time() {
        return time;
    }

    @Override
    public Tasks tasks() {
        return tasks;
    }

    @Override
    public Events events() {
        return events;
    }

    @Override
    public Log log() {
        return log;
    }

    @Override
    public Json json() {
        return json;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Commands commands() {
        return commands;
    }

    /** Returns what serves protocols. */
    public OwnNet served() {
        return net;
    }

    /** Returns the streams that are open. */
    public OwnStreams streams() {
        return streams;
    }

    /** Returns what was declared to be set. */
    public OwnSettings declared() {
        return settings;
    }

    /** Returns what was offered to be commanded. */
    public OwnCommands offered() {
        return commands;
    }

    /** Ends what its process had begun: that has ended. */
    public void interrupt() {
        tasks.forget();
        events.forget();
        streams.closeAll();
    }

    /** Forgets what its process had given to be called: it starts anew. */
    public void renew() {
        interrupt();
        net.renew();
        settings.forget();
        commands.forget();
    }

    /** Forgets everything that the extender gave: handlers, listeners, timers. */
    public void forget() {
        net.forget();
        tasks.forget();
        events.forget();
        settings.forget();
        commands.forget();
        streams.closeAll();
    }
}
