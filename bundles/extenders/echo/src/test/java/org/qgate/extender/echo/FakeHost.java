package org.qgate.extender.echo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.qgate.ext.Host;
import org.qgate.ext.Log;
import org.qgate.ext.NodeInfo;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.config.Setting;
import org.qgate.ext.config.Settings;
import org.qgate.ext.crypto.Keys;
import org.qgate.ext.crypto.Primitives;
import org.qgate.ext.crypto.Randomness;
import org.qgate.ext.event.Events;
import org.qgate.ext.json.Json;
import org.qgate.ext.net.CallHandler;
import org.qgate.ext.net.Net;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.StreamHandler;
import org.qgate.ext.net.Target;
import org.qgate.ext.shell.Command;
import org.qgate.ext.shell.Commands;
import org.qgate.ext.store.Space;
import org.qgate.ext.time.Tasks;
import org.qgate.ext.time.Time;

/** A node of nothing but what echo uses; time goes on when a test says so. What is dialled is served by another one. */
final class FakeHost implements Host {
    final Map<String, CallHandler> calls = new HashMap<>();
    final Map<String, StreamHandler> streams = new HashMap<>();
    final Map<String, Commands.Action> commands = new HashMap<>();
    final Map<String, byte[]> stored;
    final Map<String, Long> set = new HashMap<>();
    final List<Runnable> timers = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    boolean storeGranted = true;
    FakeHost other;

    FakeHost(Map<String, byte[]> stored) {
        this.stored = stored;
    }

    @Override
    public String id() {
        return "org.qgate.extender.echo";
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public boolean granted(Permission permission) {
        return permission != Permission.STORE_USE || storeGranted;
    }

    @Override
    public Net net() {
        return new FakeNet();
    }

    @Override
    public Space space() {
        return new FakeSpace();
    }

    @Override
    public Tasks tasks() {
        return new FakeTasks();
    }

    @Override
    public Settings settings() {
        return new FakeSettings();
    }

    @Override
    public Commands commands() {
        return new Commands() {
            @Override
            public void offer(Command command, Action action) {
                FakeHost.this.commands.put(command.name(), action);
            }

            @Override
            public void offer(Command command, FileAction action) {
                throw unused();
            }
        };
    }

    @Override
    public Log log() {
        return new Log() {
            @Override
            public void info(String line) {
                log.add(line);
            }

            @Override
            public void warn(String line) {
                log.add(line);
            }
        };
    }

    @Override
    public NodeInfo node() {
        throw unused();
    }

    @Override
    public Randomness random() {
        throw unused();
    }

    @Override
    public Keys keys() {
        throw unused();
    }

    @Override
    public Primitives crypto() {
        throw unused();
    }

    @Override
    public Time time() {
        throw unused();
    }

    @Override
    public Events events() {
        throw unused();
    }

    @Override
    public Json json() {
        throw unused();
    }

    private static AssertionError unused() {
        return new AssertionError("echo asks for nothing of this kind");
    }

    private final class FakeNet implements Net {
        @Override
        public List<String> nodes(String protocol) {
            return List.of("aa");
        }

        @Override
        public Stream dial(Target target, long atMostMs) {
            throw unused();
        }

        @Override
        public byte[] call(Target target, byte[] request, long atMostMs) {
            try {
                return other.calls.get(target.protocol()).serve(null, request);
            } catch (Exception failed) {
                throw new RefusedException(RefusedException.Reason.FAILED, failed.getMessage());
            }
        }

        @Override
        public void accept(String protocol, StreamHandler handler) {
            streams.put(protocol, handler);
        }

        @Override
        public void serve(String protocol, CallHandler handler) {
            calls.put(protocol, handler);
        }
    }

    private final class FakeSpace implements Space {
        private void check() {
            if (!storeGranted) {
                throw new RefusedException(RefusedException.Reason.DENIED, Permission.STORE_USE, "revoked");
            }
        }

        @Override
        public Optional<byte[]> get(String map, byte[] key) {
            check();
            return Optional.ofNullable(stored.get(map + Arrays.toString(key)));
        }

        @Override
        public void put(String map, byte[] key, byte[] value) {
            check();
            stored.put(map + Arrays.toString(key), value);
        }

        @Override
        public void remove(String map, byte[] key) {
            throw unused();
        }

        @Override
        public void replace(String map, byte[] key, Optional<byte[]> expected, Optional<byte[]> value) {
            throw unused();
        }

        @Override
        public long add(String map, byte[] key, long amount) {
            throw unused();
        }

        @Override
        public void apply(List<Change> changes) {
            throw unused();
        }

        @Override
        public List<Entry> range(String map, Optional<byte[]> from, Optional<byte[]> to, int most) {
            throw unused();
        }
    }

    private final class FakeTasks implements Tasks {
        @Override
        public Timer every(long delayMs, long periodMs, Runnable task) {
            timers.add(task);
            return () -> timers.remove(task);
        }

        @Override
        public Timer after(long delayMs, Runnable task) {
            throw unused();
        }

        @Override
        public void run(Runnable task) {
            throw unused();
        }

        @Override
        public <T> Future<T> submit(Callable<T> task) {
            throw unused();
        }

        @Override
        public Executor executor() {
            throw unused();
        }

        @Override
        public void pause(long ms) {
            throw unused();
        }
    }

    private final class FakeSettings implements Settings {
        @Override
        public void declare(List<Setting> settings) {
            settings.forEach(each -> set.put(each.name(), Long.parseLong(each.standard())));
        }

        @Override
        public long number(String name) {
            return set.get(name);
        }

        @Override
        public String text(String name) {
            throw unused();
        }

        @Override
        public boolean on(String name) {
            throw unused();
        }

        @Override
        public void onChange(Runnable listener) {
            throw unused();
        }
    }
}
