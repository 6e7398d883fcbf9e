package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.Peers;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.SimArchive;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;

/** Files of a version without a store are taken over once, and erased. */
final class MoveInTest {
    private static final String ID = "ab".repeat(32);
    private static final String BANS =
            "{\"schema\":\"qgate.bans/1\",\"bans\":[{\"nodeId\":\"" + ID + "\",\"reason\":\"loud\",\"sinceMs\":7}]}";

    private final SimHost host = new SimWorld(1).host("10.0.0.1");
    private final BanList bans = new BanList(SimArchive.of(host));

    private void moveIn() {
        new MoveIn(host.state(), SimArchive.of(host), new CryptoProvider(host.random(), host.state(), host.clock()))
                .run();
    }

    private void file(String name, byte[] content) {
        host.state().write(name, content);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private long files() {
        return host.state().list("kernel").size()
                + host.state().list("directory").size()
                + host.state().list("paths").size();
    }

    @Test
    void shouldTakeOverAllThatAnEarlierVersionKept() {
        byte[] marks = new WireWriter()
                .u8(1)
                .u32(1)
                .bytes(NodeId.parse(ID).bytes())
                .i64(5)
                .i64(6)
                .i64(7)
                .toBytes();
        file("kernel/bans.json", ascii(BANS));
        file("paths/guards", new byte[] {1, 0});
        file("directory/sequence", ascii("1234\n"));
        file("directory/sequences", marks);
        file("directory/network.json", ascii("{}"));
        file("directory/snapshot", new byte[] {9});
        file("directory/sequences.damaged", new byte[] {3});
        moveIn();
        bans.load();
        assertEquals(new Peers.Ban(NodeId.parse(ID), "loud", 7), bans.all().get(0));
        assertArrayEquals(new byte[] {1, 0}, SimArchive.value(host, Archive.GUARDS, "sample"));
        assertEquals(1234, SimArchive.map(host, Archive.DIRECTORY).count(Archive.key("sequence")));
        byte[] mark = Archive.key("mark/", NodeId.parse(ID).bytes());
        assertArrayEquals(
                new WireWriter().i64(5).i64(6).i64(7).toBytes(),
                SimArchive.map(host, Archive.DIRECTORY).get(mark).orElseThrow());
        assertArrayEquals(ascii("{}"), SimArchive.value(host, Archive.NETWORK, "description"));
        assertArrayEquals(
                new byte[] {9}, SimArchive.value(host, Archive.DIRECTORY, "damaged/snapshot"), "it makes no sense");
        assertEquals(0, files());
    }

    @Test
    void shouldEraseUnreadWhatSomebodyPutThereLater() {
        moveIn();
        file("kernel/bans.json", ascii(BANS));
        file("directory/sequence", ascii("1"));
        moveIn();
        bans.load();
        assertTrue(bans.all().isEmpty());
        assertTrue(SimArchive.find(host, Archive.DIRECTORY, "sequence").isEmpty());
        assertEquals(0, files());
    }

    @Test
    void shouldLeaveFilesWhileTheyCannotBeKept() {
        file("kernel/bans.json", ascii(BANS));
        host.store().full(true);
        assertThrows(QGateException.class, this::moveIn);
        assertEquals(1, files());
        host.store().full(false);
        moveIn();
        bans.load();
        assertEquals(1, bans.all().size());
    }
}
