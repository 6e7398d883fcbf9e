package org.qgate.kernel.internal.directory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.qgate.api.crypto.FamilyProof;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.OnionKeys;
import org.qgate.api.crypto.Signatures;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.PortRange;
import org.qgate.api.network.ServiceStreams;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/** The bytes of a descriptor ([DESC-1] to [DESC-6]). Structure only: nothing here is verified. */
final class DescriptorCodec {
    /** Longest descriptor, signature included. */
    static final int MAX_BYTES = 20 * 1024;
    /** Shortest: version, kind and signature. */
    static final int MIN_BYTES = 2 + Signatures.BYTES;
    /** What the signature covers, beside the bytes before it. */
    static final String DOMAIN = "qgate 1 descriptor";

    static final int VERSION = 1;
    static final int KIND = 1;
    static final int X25519_BYTES = 32; // RFC 7748
    static final int ML_KEM_BYTES = 1184; // FIPS 203, table 3: encapsulation key of ML-KEM-768
    static final int MAX_CONTACT = 256;
    static final int MAX_SERVICES = 64;

    private static final int NETWORK = 1;
    private static final int CERTIFICATE = 2;
    private static final int ONION_KEYS = 3;
    private static final int ADDRESSES = 4;
    private static final int SUITE = 5;
    private static final int FLAGS = 6;
    private static final int FAMILY = 7;
    private static final int CONTACT = 8;
    private static final int EXIT_PORTS = 9;
    private static final int PROTOCOLS = 10;
    private static final int TIMES = 11;
    private static final int RATE = 12;
    private static final int SERVICES = 13;
    private static final Set<Integer> KNOWN = Set.of(
            NETWORK,
            CERTIFICATE,
            ONION_KEYS,
            ADDRESSES,
            SUITE,
            FLAGS,
            FAMILY,
            CONTACT,
            EXIT_PORTS,
            PROTOCOLS,
            TIMES,
            RATE,
            SERVICES);
    private static final int MAX_CERTIFICATE = 12 * 1024;
    private static final int MAX_ADDRESSES = 8;
    private static final int MAX_RANGES = 256;
    private static final int MAX_PROTOCOLS = 32;
    private static final Pattern SERVICE = Pattern.compile(ServiceStreams.PROTOCOL);
    private static final int FAMILY_KEY = 32; // RFC 8032: Ed25519 public key
    private static final int FAMILY_SIGNATURE = 64; // RFC 8032: Ed25519 signature

    private DescriptorCodec() {}

    /** Returns what is to be signed; the dual signature follows it. */
    static byte[] body(DescriptorFields fields) {
        WireWriter out = new WireWriter(12 * 1024).u8(VERSION).u8(KIND);
        Fields.write(
                out, NETWORK, true, new WireWriter().ascii8(fields.networkId()).toBytes());
        Fields.write(out, CERTIFICATE, true, fields.certificate());
        Fields.write(
                out,
                ONION_KEYS,
                true,
                new WireWriter()
                        .bytes(fields.onionKeys().x25519())
                        .bytes(fields.onionKeys().mlKem())
                        .toBytes());
        Fields.write(out, ADDRESSES, true, writeAddresses(fields.addresses()));
        Fields.write(
                out, SUITE, true, new WireWriter().u8(fields.suite().code()).toBytes());
        Fields.write(out, FLAGS, true, new WireWriter().i32(fields.flags()).toBytes());
        if (fields.family() != null) {
            Fields.write(
                    out,
                    FAMILY,
                    false,
                    new WireWriter()
                            .bytes(fields.family().familyKey())
                            .bytes(fields.family().signature())
                            .toBytes());
        }
        if (!fields.contact().isEmpty()) {
            Fields.write(out, CONTACT, false, Texts.encode(fields.contact()));
        }
        if (!fields.exitPorts().isEmpty()) {
            Fields.write(out, EXIT_PORTS, true, writeRanges(fields.exitPorts()));
        }
        Fields.write(out, PROTOCOLS, true, writeProtocols(fields.protocols()));
        Fields.write(
                out,
                TIMES,
                true,
                new WireWriter()
                        .i64(fields.publishedMs())
                        .i64(fields.expiresMs())
                        .i64(fields.sequence())
                        .toBytes());
        if (fields.rateBytesPerSecond() > 0) {
            Fields.write(
                    out,
                    RATE,
                    false,
                    new WireWriter().i64(fields.rateBytesPerSecond()).toBytes());
        }
        if (!fields.services().isEmpty()) {
            Fields.write(out, SERVICES, false, writeServices(fields.services()));
        }
        return out.toBytes();
    }

    /** Returns the part of a descriptor that its signature covers. */
    static byte[] signedPart(byte[] encoded) {
        return Arrays.copyOf(encoded, encoded.length - Signatures.BYTES);
    }

    /** Returns the dual signature at the end of a descriptor. */
    static byte[] signature(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - Signatures.BYTES, encoded.length);
    }

    /**
     * Reads a descriptor.
     *
     * @throws WireException when it is malformed
     */
    static DescriptorFields parse(byte[] encoded) {
        if (encoded.length > MAX_BYTES || encoded.length < MIN_BYTES) {
            throw new WireException("a descriptor has at most " + MAX_BYTES + " bytes, not " + encoded.length);
        }
        WireReader in = new WireReader(encoded, 0, encoded.length - Signatures.BYTES);
        if (in.u8() != VERSION || in.u8() != KIND) {
            throw new WireException("not a descriptor of version " + VERSION);
        }
        Fields fields = Fields.read(in, KNOWN);
        WireReader times = fields.required(TIMES);
        return new DescriptorFields(
                whole(fields.required(NETWORK), WireReader::ascii8),
                whole(fields.required(CERTIFICATE), DescriptorCodec::certificate),
                whole(fields.required(ONION_KEYS), DescriptorCodec::onionKeys),
                whole(fields.required(ADDRESSES), DescriptorCodec::addresses),
                whole(fields.required(SUITE), DescriptorCodec::suite),
                whole(fields.required(FLAGS), WireReader::i32),
                fields.has(FAMILY) ? whole(fields.required(FAMILY), DescriptorCodec::family) : null,
                fields.has(CONTACT) ? whole(fields.required(CONTACT), DescriptorCodec::contact) : "",
                fields.has(EXIT_PORTS) ? whole(fields.required(EXIT_PORTS), DescriptorCodec::ranges) : List.of(),
                whole(fields.required(PROTOCOLS), DescriptorCodec::protocols),
                times.i64(),
                times.i64(),
                positive(whole(times, WireReader::i64)),
                fields.has(RATE) ? positive(whole(fields.required(RATE), WireReader::i64)) : 0,
                fields.has(SERVICES) ? whole(fields.required(SERVICES), DescriptorCodec::services) : List.of());
    }

    private static <T> T whole(WireReader in, Function<WireReader, T> read) {
        T value = read.apply(in);
        in.finish();
        return value;
    }

    private static long positive(long value) {
        if (value < 1) {
            throw new WireException("a number must be positive");
        }
        return value;
    }

    private static byte[] certificate(WireReader in) {
        if (in.remaining() > MAX_CERTIFICATE) {
            throw new WireException("certificate longer than " + MAX_CERTIFICATE);
        }
        return in.bytes(in.remaining());
    }

    private static OnionKeys onionKeys(WireReader in) {
        return new OnionKeys(in.bytes(X25519_BYTES), in.bytes(ML_KEM_BYTES));
    }

    private static LinkSuite suite(WireReader in) {
        int code = in.u8();
        for (LinkSuite suite : LinkSuite.values()) {
            if (suite.code() == code) {
                return suite;
            }
        }
        throw new WireException("unknown link suite " + code);
    }

    private static FamilyProof family(WireReader in) {
        return new FamilyProof(in.bytes(FAMILY_KEY), in.bytes(FAMILY_SIGNATURE));
    }

    private static String contact(WireReader in) {
        return Texts.decode(in.bytes(in.remaining()), MAX_CONTACT);
    }

    private static byte[] writeAddresses(List<Endpoint> addresses) {
        WireWriter out = new WireWriter().u8(addresses.size());
        addresses.forEach(at ->
                out.u8(at.address().v6() ? 6 : 4).bytes(at.address().bytes()).u16(at.port()));
        return out.toBytes();
    }

    private static List<Endpoint> addresses(WireReader in) {
        int count = bounded(in.u8(), 1, MAX_ADDRESSES);
        List<Endpoint> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int family = in.u8();
            if (family != 4 && family != 6) {
                throw new WireException("an address is of family 4 or 6, not " + family);
            }
            IpAddress address = IpAddress.of(in.bytes(family == 4 ? 4 : 16));
            Endpoint at = new Endpoint(address, bounded(in.u16(), 1, 65535));
            if (addresses.contains(at)) {
                throw new WireException("an address is repeated");
            }
            addresses.add(at);
        }
        return List.copyOf(addresses);
    }

    private static byte[] writeRanges(List<PortRange> ranges) {
        WireWriter out = new WireWriter().u16(ranges.size());
        ranges.forEach(range -> out.u16(range.first()).u16(range.last()));
        return out.toBytes();
    }

    private static List<PortRange> ranges(WireReader in) {
        int count = bounded(in.u16(), 1, MAX_RANGES);
        List<PortRange> ranges = new ArrayList<>();
        int last = 0;
        for (int i = 0; i < count; i++) {
            int first = bounded(in.u16(), last + 1, 65535);
            last = bounded(in.u16(), first, 65535);
            ranges.add(new PortRange(first, last));
        }
        return List.copyOf(ranges);
    }

    private static byte[] writeProtocols(List<ProtocolVersions> protocols) {
        WireWriter out = new WireWriter().u8(protocols.size());
        protocols.forEach(one -> out.u8(one.protocol()).u8(one.first()).u8(one.last()));
        return out.toBytes();
    }

    private static List<ProtocolVersions> protocols(WireReader in) {
        int count = bounded(in.u8(), 1, MAX_PROTOCOLS);
        List<ProtocolVersions> protocols = new ArrayList<>();
        int last = 0;
        for (int i = 0; i < count; i++) {
            last = bounded(in.u8(), last + 1, 255);
            int first = bounded(in.u8(), 1, 255);
            protocols.add(new ProtocolVersions(last, first, bounded(in.u8(), first, 255)));
        }
        return List.copyOf(protocols);
    }

    private static byte[] writeServices(List<String> services) {
        WireWriter out = new WireWriter().u8(services.size());
        services.forEach(out::ascii8);
        return out.toBytes();
    }

    private static List<String> services(WireReader in) {
        int count = bounded(in.u8(), 1, MAX_SERVICES);
        List<String> services = new ArrayList<>();
        String last = "";
        for (int i = 0; i < count; i++) {
            String service = in.ascii8();
            if (service.compareTo(last) <= 0 || !SERVICE.matcher(service).matches()) {
                throw new WireException("services are not sorted, repeated, or not named as they may be");
            }
            services.add(service);
            last = service;
        }
        return List.copyOf(services);
    }

    private static int bounded(int value, int min, int max) {
        if (value < min || value > max) {
            throw new WireException("value " + value + ", allowed " + min + " to " + max);
        }
        return value;
    }
}
