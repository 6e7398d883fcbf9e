package org.qgate.kernel.handover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.net.Endpoint;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimLink;
import org.qgate.sim.SimPeer;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSocket;
import org.qgate.sim.SimWorld;

/** A founded network of whole nodes, of which one is the target, and twenty transfers through it. */
final class FreezeNetwork {
    static final int RELAYS = 8;
    static final int CLIENTS = 15;
    static final int TRANSFERS = 20;
    static final int CALLS = 6;

    private static final int EXITS = 4;
    /** Clients that applications use. */
    private static final int ENTRIES = 4;

    private final SimWorld sim;
    private final SimRandom choice;
    private final List<Member> members = new ArrayList<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final Map<SimSocket, Transfer> dialled = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final Target target;
    private final SimPeer application;
    private final SimPeer stranger;
    private byte[] network;

    FreezeNetwork(long seed) {
        sim = new SimWorld(seed);
        choice = new SimRandom(seed ^ 0x66726565L);
        int frozen = (int) choice.upTo(RELAYS + 1); // any relay, or the client that most transfers begin at
        for (int number = 1; number <= RELAYS; number++) {
            members.add(relay(number, frozen == number - 1));
        }
        for (int number = 1; number <= CLIENTS; number++) {
            members.add(client(number, frozen == RELAYS && number == 1));
        }
        target = (Target)
                members.stream().filter(Target.class::isInstance).findFirst().orElseThrow();
        application = new SimPeer(sim.host("20.80.0.1"))
                .onOpen(socket -> dialled.get(socket).greet())
                .onBytes(socket -> dialled.get(socket).applicationGot())
                .onEnd(socket -> {});
        stranger = new SimPeer(sim.host("20.81.0.1")).onOpen(socket -> socket.send(new byte[40]));
        serve();
        for (int number = 0; number < CALLS; number++) {
            calls.add(call(number));
        }
    }

    /** Every other one has the target at one of its ends. */
    private Call call(int number) {
        Member client = members.get(RELAYS + number % ENTRIES);
        Member relay = members.get(number % RELAYS);
        boolean targetRelays = members.indexOf(target) < RELAYS;
        return number % 2 == 1
                ? new Call(number, client, relay, choice)
                : new Call(number, targetRelays ? client : target, targetRelays ? target : relay, choice);
    }

    private Member relay(int number, boolean frozen) {
        String address = "20." + number + ".0.1";
        Map<String, String> kernel = new LinkedHashMap<>();
        kernel.put("link_listen", address + ":4270");
        kernel.put("roles", "relay, service");
        kernel.put("link_rekey_seconds", "10");
        kernel.put("link_padding", Boolean.toString(frozen));
        if (number == 1) {
            kernel.put("network_found", "freeze-test");
        }
        boolean exit = number > RELAYS - EXITS;
        return member(
                sim.host(address), kernel, Map.of("socks_listen", "", "http_listen", "", "exit", "" + exit), frozen);
    }

    private Member client(int number, boolean frozen) {
        String address = "20." + (100 + number) + ".0.1";
        Map<String, String> kernel = new LinkedHashMap<>();
        kernel.put("link_rekey_seconds", "10");
        kernel.put("link_padding", Boolean.toString(frozen));
        return member(sim.host(address), kernel, Map.of("socks_listen", address + ":1080", "http_listen", ""), frozen);
    }

    private static Member member(SimHost host, Map<String, String> kernel, Map<String, Object> dpn, boolean frozen) {
        Member member = frozen ? new Target(host, kernel, dpn) : new Member(host, kernel, dpn);
        member.boot();
        return member;
    }

    private void serve() {
        String[] addresses = new String[TRANSFERS];
        for (int i = 0; i < TRANSFERS; i++) {
            addresses[i] = "20.90.0." + (i + 1);
        }
        SimPeer server = new SimPeer(sim.host(addresses)).onOpen(this::served).onEnd(SimSocket::shutdownOutput);
        for (int i = 0; i < TRANSFERS; i++) {
            Endpoint at = server.listen(Endpoint.parse(addresses[i] + ":80").orElseThrow());
            for (Member member : members) {
                member.host().names().put(Transfer.host(i), at.address());
            }
            int size = 20_000 + (int) choice.upTo(60_000);
            transfers.add(new Transfer(i, choice, size, 3 * size, choice.upTo(2) == 0, choice.upTo(2) == 0));
        }
    }

    private void served(SimSocket socket) {
        int number = socket.local().address().bytes()[3] - 1;
        transfers.get(number).served(socket);
    }

    /** Founds the network and lets everybody join. */
    void start() {
        network = members.get(0).running().found();
        members.forEach(member -> member.running().join(network));
        sim.runUntil(
                "everybody has joined",
                () -> members.stream().allMatch(member -> member.running().ready()),
                240_000);
    }

    /** Makes all ways slow and lets the transfers begin, one after the other at random moments within a time. */
    void beginTransfers(long withinMs) {
        sim.defaultLink(new SimLink(8_000_000, 2_000_000, 60_000));
        sim.sendBuffer(choice.upTo(2) == 0 ? 16 * 1024 : 256 * 1024);
        for (int i = 0; i < TRANSFERS; i++) {
            int number = i;
            sim.at(choice.upTo(withinMs), () -> dial(number));
        }
        calls.forEach(call -> sim.at(choice.upTo(withinMs), call::begin));
    }

    private void dial(int number) {
        Endpoint entry =
                Endpoint.parse("20." + (101 + number % ENTRIES) + ".0.1:1080").orElseThrow();
        SimSocket socket = application.dial(entry);
        dialled.put(socket, transfers.get(number));
        transfers.get(number).begin(socket);
    }

    /** Somebody connects to the target's link listener and says half of something. */
    void halfOpen() {
        stranger.dial(Endpoint.parse(target.host().address() + ":4270").orElseThrow());
    }

    SimWorld sim() {
        return sim;
    }

    SimRandom choice() {
        return choice;
    }

    Target target() {
        return target;
    }

    byte[] description() {
        return network;
    }

    List<Transfer> transfers() {
        return transfers;
    }

    List<Call> calls() {
        return calls;
    }

    /** Nothing passes between the target and other nodes any more. */
    void isolateTarget() {
        members.stream().filter(member -> member != target).forEach(member -> sim.cut(target.host(), member.host()));
    }

    /** Whether an application of the first client can say more. */
    boolean firstClientTalks() {
        for (int i = 0; i < TRANSFERS; i += ENTRIES) {
            if (transfers.get(i).canTalk()) {
                return true;
            }
        }
        return false;
    }

    /** Returns how many transfers are under way. */
    long underWay() {
        return transfers.stream()
                .filter(transfer -> transfer.hasBegun() && !transfer.isOver())
                .count();
    }

    /** Returns how many links stand in the whole network. */
    int links() {
        return members.stream()
                .mapToInt(member -> member.running().linksBegun())
                .sum();
    }
}
