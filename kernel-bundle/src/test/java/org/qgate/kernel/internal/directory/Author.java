package org.qgate.kernel.internal.directory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.net.Endpoint;
import org.qgate.api.network.PortRange;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.kernel.internal.link.Contact;
import org.qgate.sim.SimDisk;
import org.qgate.sim.SimRandom;

/** Someone with keys who writes directory documents, good and bad ones; repeatable by its seed. */
final class Author {
    static final String NETWORK = "papers.test";
    static final long NOW = 1_795_132_800_000L;

    final SimDisk disk = new SimDisk();
    final Crypto crypto;
    final Identity identity;
    private final int number;

    Author(int number) {
        this(number, NETWORK);
    }

    Author(int number, String network) {
        this.number = number;
        crypto = new CryptoProvider(new SimRandom(number), disk, at(NOW));
        identity = crypto.identity(network);
    }

    static Clock at(long wallMs) {
        return new Clock() {
            @Override
            public long wallMs() {
                return wallMs;
            }

            @Override
            public long monoNs() {
                return wallMs * 1_000_000;
            }
        };
    }

    Endpoint address() {
        return Endpoint.parse("11." + number % 250 + "." + number / 250 + ".1:4000")
                .orElseThrow();
    }

    /** A network with these signers, who are its seeds as well. */
    static Network network(int threshold, Author... signers) {
        return new Network(
                NETWORK,
                NOW - 1000,
                NOW + 365L * 86_400_000,
                Stream.of(signers).map(one -> one.identity.nodeId()).sorted().toList(),
                threshold,
                Stream.of(signers)
                        .map(one -> new Contact(
                                one.identity.nodeId(),
                                one.identity.linkKey(),
                                LinkSuite.AES_GCM,
                                List.of(one.address())))
                        .toList());
    }

    DescriptorFields fields() {
        return new DescriptorFields(
                identity.networkId(),
                identity.certificate(),
                identity.onionKeys(),
                List.of(address()),
                LinkSuite.AES_GCM,
                DescriptorFields.EXIT | DescriptorFields.SERVICE,
                identity.family().orElse(null),
                "operator@example.org",
                List.of(new PortRange(80, 80), new PortRange(443, 443), new PortRange(8000, 8100)),
                ProtocolVersions.OURS,
                NOW - 60_000,
                NOW - 60_000 + DescriptorFields.MAX_LIFE_MS,
                7,
                0,
                List.of("chat", "echo/1"));
    }

    /** The same with other times and sequence. */
    DescriptorFields fields(long publishedMs, long expiresMs, long sequence) {
        DescriptorFields f = fields();
        return new DescriptorFields(
                f.networkId(),
                f.certificate(),
                f.onionKeys(),
                f.addresses(),
                f.suite(),
                f.flags(),
                f.family(),
                f.contact(),
                f.exitPorts(),
                f.protocols(),
                publishedMs,
                expiresMs,
                sequence,
                f.rateBytesPerSecond(),
                f.services());
    }

    byte[] descriptor() {
        return OwnDescriptor.sign(identity, fields());
    }

    byte[] descriptor(long sequence) {
        return OwnDescriptor.sign(identity, fields(NOW - 60_000, NOW + 3_600_000, sequence));
    }

    /** Signs any body as a descriptor. */
    byte[] signDescriptor(byte[] body) {
        return join(body, identity.sign(DescriptorCodec.DOMAIN, body));
    }

    Descriptor verified(Network network, long sequence) {
        return new DescriptorCheck(crypto, network).verify(descriptor(sequence), NOW);
    }

    static SnapshotEntry entry(Descriptor of) {
        return new SnapshotEntry(of.id(), of.digest(), of.fields().sequence(), SnapshotEntry.GUARD, 1000);
    }

    static List<SnapshotEntry> entries(Descriptor... of) {
        return Stream.of(of)
                .map(Author::entry)
                .sorted(Comparator.comparing(SnapshotEntry::id))
                .toList();
    }

    static byte[] body(long validAfterMs, List<SnapshotEntry> entries) {
        return SnapshotCodec.body(NETWORK, validAfterMs, 3_600_000, 3 * 3_600_000, entries);
    }

    static byte[] snapshot(byte[] body, Author... signers) {
        List<Snapshot.Signed> signatures = new ArrayList<>();
        for (Author one : signers) {
            signatures.add(one.signature(body));
        }
        return SnapshotCodec.encode(body, signatures);
    }

    Snapshot.Signed signature(byte[] body) {
        return new Snapshot.Signed(identity.certificate(), identity.sign(SnapshotCodec.DOMAIN, body));
    }

    static byte[] join(byte[] one, byte[] other) {
        byte[] all = new byte[one.length + other.length];
        System.arraycopy(one, 0, all, 0, one.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
