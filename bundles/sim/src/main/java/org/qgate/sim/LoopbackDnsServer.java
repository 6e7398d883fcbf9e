package org.qgate.sim;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.qgate.api.net.IpAddress;

/**
 * A DNS server over UDP on loopback that answers A, AAAA and PTR from a table, NXDOMAIN for what is not in it, SERVFAIL
 * for names that were broken on purpose (RFC 1035). Nothing is sent anywhere else.
 */
public final class LoopbackDnsServer implements AutoCloseable {
    private static final int A = 1;
    private static final int PTR = 12;
    private static final int AAAA = 28;
    private static final int NXDOMAIN = 3;
    private static final int SERVFAIL = 2;
    private static final int TTL_SECONDS = 60;

    private final DatagramSocket socket;
    private final Map<String, List<IpAddress>> addresses = new ConcurrentHashMap<>();
    private final Map<String, String> pointers = new ConcurrentHashMap<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Starts on a loopback address; port 0 for any. */
    public LoopbackDnsServer(String address, int port) throws IOException {
        socket = new DatagramSocket(port, InetAddress.getByName(address));
        Thread thread = new Thread(this::run, "loopback-dns-" + port());
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds a name; its addresses point back to it. */
    public void put(String name, IpAddress... of) {
        addresses.put(name.toLowerCase(Locale.ROOT), List.of(of));
        for (IpAddress address : of) {
            pointers.put(pointer(address), name);
        }
    }

    /** From now on this name is answered with SERVFAIL. */
    public void breakName(String name) {
        failures.put(name.toLowerCase(Locale.ROOT), SERVFAIL);
    }

    /** Returns the port. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Returns every question, as {@code name/type}. */
    public List<String> asked() {
        return asked;
    }

    private void run() {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] reply = reply(ByteBuffer.wrap(buffer, 0, packet.getLength()));
                socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            } catch (BufferUnderflowException malformed) {
                // not a question: no answer
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] reply(ByteBuffer question) {
        short id = question.getShort();
        question.position(12);
        String name = name(question);
        int type = question.getShort();
        question.getShort(); // class
        byte[] echoed = new byte[question.position() - 12];
        question.get(12, echoed);
        asked.add(name + "/" + type);
        List<byte[]> records = records(name, type);
        int code = failures.getOrDefault(name, known(name) ? 0 : NXDOMAIN);
        ByteBuffer out = ByteBuffer.allocate(1500);
        out.putShort(id).putShort((short) (0x8580 | code)); // answer, authoritative, recursion desired and available
        out.putShort((short) 1)
                .putShort((short) (code == 0 ? records.size() : 0))
                .putInt(0);
        out.put(echoed);
        for (byte[] record : code == 0 ? records : List.<byte[]>of()) {
            out.putShort((short) 0xc00c)
                    .putShort((short) type)
                    .putShort((short) 1)
                    .putInt(TTL_SECONDS);
            out.putShort((short) record.length).put(record);
        }
        byte[] reply = new byte[out.position()];
        out.get(0, reply);
        return reply;
    }

    private boolean known(String name) {
        return addresses.containsKey(name) || pointers.containsKey(name);
    }

    private List<byte[]> records(String name, int type) {
        if (type == PTR) {
            String pointer = pointers.get(name);
            return pointer == null ? List.of() : List.of(encoded(pointer));
        }
        boolean wanted = type == A || type == AAAA;
        return wanted
                ? addresses.getOrDefault(name, List.of()).stream()
                        .filter(address -> address.v6() == (type == AAAA))
                        .map(IpAddress::bytes)
                        .toList()
                : List.of();
    }

    private static String name(ByteBuffer from) {
        StringBuilder name = new StringBuilder();
        for (int length = from.get() & 255; length > 0; length = from.get() & 255) {
            byte[] label = new byte[length & 63];
            from.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private static byte[] encoded(String name) {
        ByteBuffer out = ByteBuffer.allocate(name.length() + 2);
        for (String label : name.split("\\.")) {
            out.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        return out.put((byte) 0).array();
    }

    /** Returns the name under in-addr.arpa (RFC 1035 section 3.5) or ip6.arpa (RFC 3596 section 2.5). */
    private static String pointer(IpAddress address) {
        StringBuilder name = new StringBuilder();
        byte[] bytes = address.bytes();
        for (int i = bytes.length - 1; i >= 0; i--) {
            name.append(
                    address.v6() ? String.format("%x.%x.", bytes[i] & 15, bytes[i] >> 4 & 15) : (bytes[i] & 255) + ".");
        }
        return name.append(address.v6() ? "ip6.arpa" : "in-addr.arpa").toString();
    }

    @Override
    public void close() {
        socket.close();
    }
}
