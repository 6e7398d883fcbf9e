package org.qgate.testnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.qgate.client.NodeShell;
import org.qgate.common.json.Json;
import org.qgate.sim.LoopbackServer;
import org.qgate.sim.Recorder;
import org.qgate.sim.SimRandom;
import org.qgate.testnet.Fetch;
import org.qgate.testnet.Socks5;

/** What somebody on the wire between nodes can see. */
@ExtendWith(SharedNetwork.class)
@Timeout(180)
final class WireIT {
    private static final long MOST_BY_CHANCE = 4;
    private static final int REQUESTS = 200;
    /** Cells are counted over so many requests at a time: each look is a shell session. The simulator counts each one. */
    private static final int GROUP = 10;

    private static final int ANSWER = 100;
    private static final double LEAST_P = 1e-6;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestNetwork network;

    WireIT(TestNetwork network) {
        this.network = network;
    }

    @Test
    void shouldShowNoTextOfARequestOnAnyLink() throws IOException {
        String marker = "marker-0d9f7c6b5a48";
        network.recorders().forEach(Recorder::reset);
        Fetch page = Fetch.get(
                network.socks("marker"), TestNetwork.HOST, network.web().port(), "/page?" + marker, at -> {});
        assertTrue(page.bytes() > 0);
        assertTrue(network.web().requests().stream().anyMatch(head -> head.contains(marker)), "the server saw it");
        assertTrue(network.bytesOnLinks() > 3 * page.bytes(), "the links carried it");
        for (Recorder link : network.recorders()) {
            assertFalse(link.contains(marker));
            assertFalse(link.contains(TestNetwork.HOST));
            assertFalse(link.contains("through three hops"), "text of the page");
            assertFalse(link.contains("HTTP/1.1"));
        }
    }

    /** What one class of requests looked like. */
    private record Seen(Map<String, Integer> cells, List<Integer> lengths) {
        /** Returns all cells in one direction: 0 out, 1 in. */
        long total(int direction) {
            return cells.entrySet().stream()
                    .mapToLong(each -> each.getValue()
                            * Long.parseLong(
                                    each.getKey().split(", ")[direction].split(" ")[0]))
                    .sum();
        }
    }

    @Test
    void shouldHideTheLengthOfSmallRequests() throws Exception {
        long seed = System.nanoTime();
        Seen one = requests(1, new SimRandom(seed));
        Seen many = requests(400, new SimRandom(seed + 1));
        // An answer and its end may share a read or not, whatever their length: a few cells in many hundreds are
        // chance.
        for (int direction : new int[] {0, 1}) {
            long difference = Math.abs(one.total(direction) - many.total(direction));
            assertTrue(
                    difference <= MOST_BY_CHANCE,
                    () -> "cells for each group of requests, with how often: " + one.cells() + " and " + many.cells()
                            + "; seed " + seed);
        }
        double p = KolmogorovSmirnov.p(one.lengths(), many.lengths());
        System.out.println("cells " + one.cells() + ", " + one.lengths().size() + " and "
                + many.lengths().size() + " lengths on links, p = " + p + ", seed " + seed);
        assertTrue(p >= LEAST_P, () -> "lengths on links differ: p = " + p + ", seed " + seed);
    }

    private Seen requests(int length, SimRandom random) throws Exception {
        Map<String, Integer> cells = new TreeMap<>();
        try (LoopbackServer server = new LoopbackServer("127.0.0.1", 0, socket -> answer(socket, length));
                NodeShell shell = network.nodes().client().shell()) {
            Socks5 proxy = network.socks("small-" + length);
            request(proxy, server, random.bytes(length)); // builds the circuit
            String before = settled(shell);
            network.recorders().forEach(Recorder::reset);
            for (int done = 0; done < REQUESTS; done += GROUP) {
                for (int i = 0; i < GROUP; i++) {
                    request(proxy, server, random.bytes(length));
                }
                String after = settled(shell);
                cells.merge(difference(before, after), 1, Integer::sum);
                before = after;
            }
        }
        List<Integer> lengths = new ArrayList<>();
        network.recorders().forEach(each -> lengths.addAll(each.lengths()));
        return new Seen(cells, lengths);
    }

    private static void answer(Socket socket, int length) throws IOException {
        InputStream in = socket.getInputStream();
        if (in.readNBytes(length).length == length) {
            socket.getOutputStream().write(new byte[ANSWER]);
            in.transferTo(OutputStream.nullOutputStream()); // the client ends first: one order of events
        }
    }

    private static void request(Socks5 proxy, LoopbackServer server, byte[] bytes) throws IOException {
        try (Socket socket = proxy.connect("127.0.0.1", server.port())) {
            socket.getOutputStream().write(bytes);
            assertEquals(ANSWER, socket.getInputStream().readNBytes(ANSWER).length);
        }
    }

    /** Returns cells sent and received in all, once they did not change from one look to the next and no stream is left. */
    private static String settled(NodeShell shell) throws IOException {
        String last = "";
        for (String now = cells(shell); !now.equals(last) || now.isEmpty(); now = cells(shell)) {
            last = now;
        }
        return last;
    }

    private static String cells(NodeShell shell) throws IOException {
        long sent = 0;
        long received = 0;
        Map<?, ?> document =
                (Map<?, ?>) Json.read(shell.exec("circuit:list --json", SOON).stdout());
        for (Object each : (List<?>) document.get("circuits")) {
            Map<?, ?> circuit = (Map<?, ?>) each;
            if ((Long) circuit.get("streams") > 0) {
                return "";
            }
            sent += (Long) circuit.get("bytesSent") / (Long) circuit.get("cellBytes");
            received += (Long) circuit.get("bytesReceived") / (Long) circuit.get("cellBytes");
        }
        return sent + " " + received;
    }

    private static String difference(String before, String after) {
        String[] a = before.split(" ");
        String[] b = after.split(" ");
        return (Long.parseLong(b[0]) - Long.parseLong(a[0])) + " out, " + (Long.parseLong(b[1]) - Long.parseLong(a[1]))
                + " in";
    }
}
