package org.qgate.ext.testkit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.qgate.ext.Host;
import org.qgate.ext.Log;
import org.qgate.ext.NodeInfo;
import org.qgate.ext.Permission;
import org.qgate.ext.config.Setting;
import org.qgate.ext.config.Settings;
import org.qgate.ext.crypto.Keys;
import org.qgate.ext.crypto.Primitives;
import org.qgate.ext.crypto.Randomness;
import org.qgate.ext.event.Events;
import org.qgate.ext.json.Json;
import org.qgate.ext.net.Net;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Commands;
import org.qgate.ext.store.Space;
import org.qgate.ext.time.Tasks;
import org.qgate.ext.time.Time;

/**
 * What one extender sees of a node that is not there: every facade, with the refusals, bounds and threads of a real one. It
 * keeps the same contracts as the node's own hosts. Thread-safe.
 */
public final class TestHost implements Host {
    private static final long END_NS = TimeUnit.SECONDS.toNanos(10);

    private final TestNode node;
    private final Pass pass;
    private final Turns turns;
    private final Crew crew;
    private final Crew life;
    private final KitNet net;
    private final KitSpace space;
    private final KitTasks tasks;
    private final KitEvents events;
    private final KitLog log;
    private final KitSettings settings;
    private final KitCommands commands;
    private final KitKeys keys;
    private final KitPrimitives primitives;
    private final KitJson json = new KitJson();
    private final Draws draws;
    private long crashAt = Long.MAX_VALUE;
    private boolean paused;

    TestHost(TestNode node, Sheet sheet, boolean everything) {
        this.node = node;
        turns = node.network().turns();
        pass = new Pass(turns, sheet, node.meter(sheet.id()), everything);
        log = new KitLog(pass, node.book(sheet.id()));
        crew = new Crew(turns, sheet.id(), sheet.limits().threads(), this::fault);
        life = new Crew(turns, sheet.id() + "-life", 1, this::fault);
        draws = node.network().draws();
        net = new KitNet(pass, node, crew);
        Shelf shelf = node.shelf(sheet.id());
        space = new KitSpace(pass, shelf, () -> crashIfDue(shelf));
        tasks = new KitTasks(pass, crew);
        events = new KitEvents(pass, crew, node);
        settings = new KitSettings(pass, crew);
        commands = new KitCommands(pass, crew);
        keys = new KitKeys(pass, node.seed());
        primitives = new KitPrimitives(pass, this::random);
    }

    private void fault(Throwable thrown) {
        log.note(String.valueOf(thrown));
    }

    @Override
    public String id() {
        return pass.sheet().id();
    }

    @Override
    public String version() {
        return pass.sheet().version();
    }

    @Override
    public boolean granted(Permission permission) {
        return pass.allows(permission);
    }

    @Override
    public NodeInfo node() {
        return new NodeInfo() {
            @Override
            public String nodeId() {
                pass.use(Permission.NODE_INFO);
                return node.id();
            }

            @Override
            public String version() {
                pass.use(Permission.NODE_INFO);
                return "testkit";
            }

            @Override
            public boolean reachable() {
                pass.use(Permission.NODE_INFO);
                return node.listening();
            }
        };
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
        return this::random;
    }

    private byte[] random(int count) {
        pass.use(Permission.RANDOM_READ);
        Bounds.within("count", count, 1, 1 << 16);
        if (!pass.paces().random().take(count)) {
            throw pass.limit(Permission.RANDOM_READ, "the quota of random bytes a second is used up");
        }
        return draws.bytes(count);
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
        return new Time() {
            @Override
            public long wallMs() {
                pass.use(Permission.TIME_READ);
                return turns.wallMs();
            }

            @Override
            public long monoNs() {
                pass.use(Permission.TIME_READ);
                return turns.monoNs();
            }
        };
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

    /** Returns what it is and may do at this moment. */
    public Sheet sheet() {
        return pass.sheet();
    }

    /** Changes what it may do, or what is set; acts at once, also on what it holds already. */
    public void change(Sheet sheet) {
        pass.change(sheet);
        node.network().calm();
    }

    /** Puts it in office: from now on its handlers are called, and its commands run. */
    public void open() {
        node.office(Optional.empty(), this);
    }

    boolean inOffice() {
        return node.inOffice(this);
    }

    /**
     * Runs a command, as an operator does, and waits for its answer.
     *
     * @param arguments texts, and where the command wants a file a {@link TestFile} or the path of one
     * @throws Exception what the command threw
     */
    public Answer run(String command, Object... arguments) throws Exception {
        if (!inOffice()) {
            throw new IllegalStateException(id() + " is not in office");
        }
        Answer answer = commands.run(command, List.of(arguments));
        node.network().calm();
        return answer;
    }

    /** Returns the commands that it offers, by name. */
    public List<Command> offered() {
        return commands.list();
    }

    /** Returns the settings that it declared. */
    public List<Setting> declared() {
        return settings.list();
    }

    /** Returns how many of its streams are open. */
    public int streams() {
        synchronized (turns) {
            return net.streams();
        }
    }

    /** Lets the process die as soon as the space was changed so many times more: what was changed is kept. */
    public void crashAfterChanges(int changes) {
        synchronized (turns) {
            crashAt = node.shelf(id()).changes() + changes;
        }
    }

    private void crashIfDue(Shelf shelf) {
        if (shelf.changes() >= crashAt) {
            crash();
            pass.require();
        }
    }

    /** Whether it has neither ended nor crashed. */
    public boolean running() {
        return pass.open();
    }

    /** Lets the process die: nothing is told, what it holds breaks, what it keeps in its space stays. */
    public void crash() {
        end(true);
    }

    /** Ends it; handlers, timers, streams and threads end. */
    public void end() {
        end(false);
    }

    private void end(boolean crash) {
        node.leave(this);
        pass.close(crash);
        crew.end();
        life.end();
        net.forget();
        tasks.forget();
        events.forget();
        if (!(Thread.currentThread() instanceof Crew.Member)) {
            awaitThreads();
        }
    }

    /** A thread that works on without its host is left alone after a while, as on a node. */
    private void awaitThreads() {
        long end = System.nanoTime() + END_NS;
        synchronized (turns) {
            try {
                while (!(crew.quiet() && life.quiet()) && System.nanoTime() < end) {
                    TimeUnit.NANOSECONDS.timedWait(turns, Math.max(1, end - System.nanoTime()));
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A step of its life, on a thread of its own that no flood of work keeps busy. */
    <T> T step(Callable<T> step, long atMostMs) throws Exception {
        return life.call(step, atMostMs);
    }

    KitNet served() {
        return net;
    }

    KitEvents heard() {
        return events;
    }

    boolean paused() {
        return paused;
    }

    void pause(boolean closed) {
        synchronized (turns) {
            paused = closed;
            turns.changed();
        }
    }
}
