package org.qgate.gate.internal.confine;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a stranger's code may try to get out of its process. Each returns what it got, or throws what stopped it. */
public final class Attempts {
    private static final int BLOCK = 1 << 20;
    /** Kept where the collector sees them. */
    private static final List<Object> HOARD = new ArrayList<>();

    private Attempts() {}

    /** Tries one. */
    public static String of(String name, List<String> rest) throws Exception {
        return switch (name) {
            case "read" -> read(rest.get(0));
            case "list" -> list(rest.get(0));
            case "write" -> write(rest.get(0));
            case "open" -> open(rest.get(0));
            case "link" -> link(rest.get(0));
            case "connect" -> connect(rest.get(0), Integer.parseInt(rest.get(1)));
            case "listen" -> listen();
            case "datagram" -> datagram();
            case "unix" -> unix(rest.get(0));
            case "interfaces" -> interfaces();
            case "fork" -> fork(rest.get(0));
            case "environment" -> new TreeSet<>(System.getenv().keySet()).toString();
            case "arguments" -> Files.readString(Path.of("/proc/self/cmdline")).replace('\0', ' ');
            case "descriptors" -> descriptors();
            case "processes" -> processes();
            case "signal" -> signal(Long.parseLong(rest.get(0)));
            case "load" -> load(rest.get(0));
            case "heap" -> heap();
            case "direct" -> direct();
            case "unsafe" -> unsafe();
            case "threads" -> threads();
            case "fill" -> fill();
            case "spin" -> spin(Integer.parseInt(rest.get(0)));
            case "print" -> print();
            case "sleep" -> "slept";
            case "status" -> status(rest.get(0));
            case "exit" -> exit();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String read(String path) throws IOException {
        return Files.readString(Path.of(path)).replace('\n', ' ');
    }

    private static String list(String path) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(path))) {
            return files.map(each -> each.getFileName().toString()).sorted().collect(Collectors.joining(" "));
        }
    }

    private static String write(String path) throws IOException {
        Files.write(Path.of(path), new byte[] {'x'}, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return "written";
    }

    /** Opens for writing and writes nothing: what lets it through may belong to the whole machine. */
    private static String open(String path) throws IOException {
        FileChannel.open(Path.of(path), StandardOpenOption.WRITE).close();
        return "opened";
    }

    private static String link(String path) throws IOException {
        Path link = Path.of("/tmp/link-" + System.nanoTime());
        Files.createSymbolicLink(link, Path.of(path));
        return Files.isDirectory(link) ? list(link.toString()) : read(link.toString());
    }

    private static String connect(String host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), 2_000);
            return "connected";
        }
    }

    private static String listen() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return "listens at " + socket.getLocalPort();
        }
    }

    private static String datagram() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.send(ByteBuffer.wrap(new byte[1]), new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 53));
            return "sent";
        }
    }

    private static String unix(String path) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(path)))) {
            return "connected " + channel.isConnected();
        }
    }

    private static String interfaces() throws IOException {
        return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .map(NetworkInterface::getName)
                .toList()
                .toString();
    }

    private static String fork(String program) throws IOException {
        return "began " + new ProcessBuilder(program).start().pid();
    }

    private static String descriptors() {
        List<String> out = new ArrayList<>();
        for (String each : new TreeSet<>(Arrays.asList(new File("/proc/self/fd").list()))) {
            try {
                out.add(each + "=" + Files.readSymbolicLink(Path.of("/proc/self/fd", each)));
            } catch (IOException gone) {
                out.add(each + "=gone"); // the one that the folder was read with
            }
        }
        return String.join(" ", out);
    }

    private static String processes() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc"))) {
            return files.map(each -> each.getFileName().toString())
                    .filter(each -> each.matches("[0-9]+"))
                    .sorted()
                    .collect(Collectors.joining(" "));
        }
    }

    private static String signal(long pid) {
        return ProcessHandle.of(pid)
                .map(it -> pid == ProcessHandle.current().pid() ? "itself" : "killed " + it.destroyForcibly())
                .orElseThrow(() -> new IllegalStateException("there is no process " + pid));
    }

    private static String load(String name) throws IOException {
        Path copy = Path.of("/tmp/own.so");
        Files.copy(Path.of(name), copy);
        System.load(copy.toString());
        return "loaded";
    }

    private static String heap() {
        while (true) {
            HOARD.add(new byte[BLOCK]);
        }
    }

    private static String direct() {
        while (true) {
            HOARD.add(ByteBuffer.allocateDirect(BLOCK));
        }
    }

    /** Memory that no collector knows of; by reflection, for compilers warn of its class. */
    private static String unsafe() throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field field = type.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        Object unsafe = field.get(null);
        Method allocate = type.getMethod("allocateMemory", long.class);
        Method set = type.getMethod("setMemory", long.class, long.class, byte.class);
        int got = 0;
        try {
            while (true) {
                set.invoke(unsafe, allocate.invoke(unsafe, (long) BLOCK), (long) BLOCK, (byte) 1);
                got++;
            }
        } catch (InvocationTargetException enough) {
            throw new IllegalStateException("after " + got + " MiB: " + enough.getCause());
        }
    }

    private static String threads() {
        int made = 0;
        try {
            while (made < 100_000) {
                Thread thread = new Thread(Attempts::idle);
                thread.setDaemon(true);
                thread.start();
                made++;
            }
        } catch (OutOfMemoryError enough) {
            throw new IllegalStateException("after " + made + " threads: " + enough.getMessage());
        }
        return made + " threads";
    }

    private static void idle() {
        synchronized (HOARD) {
            try {
                HOARD.wait();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String fill() {
        long written = 0;
        byte[] block = new byte[BLOCK];
        for (int file = 0; file < 100_000; file++) {
            try (var out = Files.newOutputStream(Path.of("/tmp/full-" + file))) {
                for (int i = 0; i < 8; i++) {
                    out.write(block);
                    written += BLOCK;
                }
            } catch (IOException full) {
                throw new IllegalStateException("after " + (written >> 20) + " MiB: " + full.getMessage());
            }
        }
        return written + " bytes";
    }

    private static String spin(int threads) {
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                while (true) {
                    Thread.onSpinWait();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        return "spins";
    }

    private static String print() {
        for (int i = 0; i < 100_000; i++) {
            System.out.println("line " + i + " \u001b[31m of a flood that nobody wants to keep");
        }
        return "printed";
    }

    private static String status(String prefix) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(prefix + ":"))
                .map(line -> line.replaceAll("\\s+", " "))
                .collect(Collectors.joining());
    }

    private static String exit() {
        Runtime.getRuntime().halt(7);
        return "";
    }
}
