package org.qgate.transport.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;

/** A name server of a few records on a loopback UDP socket (RFC 1035 section 4). */
final class LoopbackDns implements AutoCloseable {
    static final int A = 1;
    static final int NS = 2;
    static final int CNAME = 5;
    static final int PTR = 12;
    static final int AAAA = 28;
    static final int SERVFAIL = 2;
    static final int NXDOMAIN = 3;

    /** One resource record. */
    record Entry(String owner, int type, int ttl, byte[] data) {}

    final List<String> questions = new CopyOnWriteArrayList<>();
    final List<Integer> sourcePorts = new CopyOnWriteArrayList<>();
    private final Map<String, List<Entry>> answers = new ConcurrentHashMap<>();
    private final Map<String, List<Entry>> referrals = new ConcurrentHashMap<>();
    private final Map<String, Integer> errors = new ConcurrentHashMap<>();
    private final DatagramSocket socket;
    private final Thread thread;

    LoopbackDns() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(Node.LOOPBACK.toInetAddress(), 0));
        thread = new Thread(this::serve, "loopback-dns");
        thread.setDaemon(true);
        thread.start();
    }

    Endpoint address() {
        return new Endpoint(Node.LOOPBACK, socket.getLocalPort());
    }

    LoopbackDns with(String question, int type, Entry... entries) {
        answers.put(question + "/" + type, List.of(entries));
        return this;
    }

    /** All types of a name answer with an error; 0 makes it silent. */
    LoopbackDns failing(String question, int code) {
        errors.put(question, code);
        return this;
    }

    /** Answers with nothing but a referral to another server and its address. */
    LoopbackDns referring(String question, Entry server, Entry glue) {
        referrals.put(question, List.of(server, glue));
        return this;
    }

    static Entry address(String owner, int ttl, String address) {
        IpAddress ip = IpAddress.parse(address).orElseThrow();
        return new Entry(owner, ip.v6() ? AAAA : A, ttl, ip.bytes());
    }

    static Entry pointer(String owner, int type, int ttl, String target) {
        return new Entry(owner, type, ttl, wire(target));
    }

    private static byte[] wire(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : name.split("\\.")) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
        return out.toByteArray();
    }

    private void serve() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                answer(packet);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(DatagramPacket query) throws IOException {
        byte[] in = query.getData();
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (in[at] != 0) {
            name.append(name.length() == 0 ? "" : ".");
            name.append(new String(in, at + 1, in[at], StandardCharsets.US_ASCII));
            at += in[at] + 1;
        }
        int questionEnd = at + 5;
        int type = (in[at + 1] & 255) << 8 | in[at + 2] & 255;
        String question = name.toString().toLowerCase(Locale.ROOT);
        questions.add(question + "/" + type);
        sourcePorts.add(query.getPort());
        Integer error = errors.get(question);
        if (error != null && error == 0) {
            return;
        }
        List<Entry> entries = error != null ? List.of() : answers.getOrDefault(question + "/" + type, List.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(in, 0, 2);
        out.writeShort(0x8180 | (error == null ? 0 : error));
        out.writeShort(1);
        out.writeShort(entries.size());
        List<Entry> referral = referrals.getOrDefault(question, List.of());
        out.writeInt(referral.isEmpty() ? 0 : 0x00010001); // one authority record, one additional record
        out.write(in, 12, questionEnd - 12);
        for (Entry entry : referral.isEmpty() ? entries : referral) {
            out.write(wire(entry.owner));
            out.writeShort(entry.type);
            out.writeShort(1);
            out.writeInt(entry.ttl);
            out.writeShort(entry.data.length);
            out.write(entry.data);
        }
        socket.send(new DatagramPacket(bytes.toByteArray(), bytes.size(), query.getSocketAddress()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
