package org.qgate.sandbox.child;

import org.qgate.ext.Host;
import org.qgate.ext.Log;
import org.qgate.ext.NodeInfo;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
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

/** The host as the extender in this process sees it: every facade asks the node. Thread-safe. */
final class RemoteHost implements Host {
    private final Node node;
    private final String id;
    private final String version;
    private final Net net;
    private final Space space;
    private final Keys keys;
    private final Primitives crypto;
    private final Tasks tasks;
    private final Events events;
    private final Settings settings;
    private final Commands commands;
    private final RemoteWords words;
    private final Json json = new JsonValues();

    RemoteHost(Node node, Callbacks callbacks, String id, String version) {
        this.node = node;
        this.id = id;
        this.version = version;
        net = new RemoteNet(node, callbacks);
        space = new RemoteSpace(node);
        keys = new RemoteKeys(node);
        crypto = new RemotePrimitives(node);
        tasks = new RemoteTasks(node, callbacks);
        events = new RemoteEvents(node, callbacks);
        settings = new RemoteSettings(node, callbacks);
        commands = new RemoteCommands(node, callbacks);
        words = new RemoteWords(node);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public boolean granted(Permission permission) {
        try {
            return node.yes("granted", permission.name());
        } catch (RefusedException ended) {
            if (ended.reason() == Reason.CLOSED) {
                return false;
            }
            throw ended;
        }
    }

    @Override
    public NodeInfo node() {
        return words;
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
        return count -> node.bytes("random.bytes", count);
    }

    @Override
    public Keys keys() {
        return keys;
    }

    @Override
    public Primitives crypto() {
        return crypto;
    }

    @Override
    public Time time() {
        return words;
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
        return words;
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
}
