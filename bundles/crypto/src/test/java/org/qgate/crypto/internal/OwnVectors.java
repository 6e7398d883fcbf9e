package org.qgate.crypto.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopAnswer;
import org.qgate.api.crypto.HopLayers;
import org.qgate.api.crypto.HopRequest;
import org.qgate.api.crypto.HopTarget;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LinkCipher;
import org.qgate.api.crypto.LinkHandshake;
import org.qgate.api.crypto.LinkSession;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.LinkTarget;
import org.qgate.crypto.internal.link.LinkLimits;

/** Makes the content of {@code docs/vectors/crypto.json}: every wire structure of this bundle from written draws. */
final class OwnVectors {
    private final RecordingRandom relayRandom = new RecordingRandom(101);
    private final RecordingRandom otherRandom = new RecordingRandom(102);
    private final CryptoProvider relay = provider(relayRandom);
    private final CryptoProvider other = provider(otherRandom);
    private final Map<String, Object> identities = new LinkedHashMap<>();
    private final Identity relayIdentity = identity("relay", relay, relayRandom);
    private final Identity otherIdentity = identity("other", other, otherRandom);

    private static CryptoProvider provider(RecordingRandom random) {
        return new CryptoProvider(random, new MemoryState(), new TestClock(), SpeedProbe.none(), LinkLimits.STANDARD);
    }

    private Identity identity(String name, CryptoProvider provider, RecordingRandom random) {
        Identity identity = provider.identity(Node.NETWORK);
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("draws", random.taken());
        made.put("node_id", identity.nodeId().toString());
        made.put("link_key", Vectors.hex(identity.linkKey()));
        made.put("certificate", Vectors.hex(identity.certificate()));
        made.put("onion_x25519", Vectors.hex(identity.onionKeys().x25519()));
        made.put("onion_ml_kem", Vectors.hex(identity.onionKeys().mlKem()));
        identities.put(name, made);
        return identity;
    }

    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", "QGate's cryptographic wire structures");
        all.put("version", 1);
        all.put("network_id", Node.NETWORK);
        all.put("wall_ms", TestClock.START_MS);
        all.put("notes", notes());
        all.put("identities", identities);
        all.put("signature", signature());
        List<Object> links = new ArrayList<>();
        for (LinkSuite suite : LinkSuite.values()) {
            links.add(link(suite, otherIdentity));
            links.add(link(suite, null));
        }
        all.put("links", links);
        List<Object> hops = new ArrayList<>();
        for (CellSize size : CellSize.values()) {
            hops.add(hop(size));
        }
        all.put("hops", hops);
        return all;
    }

    private static List<String> notes() {
        return List.of(
                "All byte strings in hex. draws: what the random source gave, in the order in which it was asked.",
                "identities: draws are master Ed25519 and ML-DSA-65 seeds (64), link key (32), medium-term seeds (64),"
                        + " ML-DSA's rnd of the certificate (32), onion X25519 (32), onion ML-KEM d and z (64).",
                "signature: by relay; draw is ML-DSA's rnd (32).",
                "links, initiator's draws: e (32), ML-KEM d and z (64); then s (32) and 64 bytes of payload 3 when"
                        + " anonymous, or ML-DSA's rnd (32). Responder's: e (32), ML-KEM m (32), ML-DSA's rnd (32).",
                "records: the text, sealed first by the initiator, then by the responder. rekey: offer's draws X25519"
                        + " (32), ML-KEM d and z (64); answer's ML-KEM m (32), X25519 (32); then one record each way"
                        + " under the new keys.",
                "hops, client's draws: X25519 (32), ML-KEM d and z (64), ML-KEM m (32). Relay's: X25519 (32), m (32)."
                        + " seeds: 144 bytes outbound, 144 inbound.");
    }

    private Map<String, Object> signature() {
        byte[] message = {1, 2, 3};
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("domain", "qgate 1 example");
        made.put("message", Vectors.hex(message));
        made.put("signature", Vectors.hex(relayIdentity.sign("qgate 1 example", message)));
        made.put("draws", relayRandom.taken());
        return made;
    }

    private Map<String, Object> link(LinkSuite suite, Identity self) {
        LinkTarget to = new LinkTarget(relayIdentity.nodeId(), relayIdentity.linkKey(), suite);
        LinkHandshake one = other.links().initiate(to, self, Node.NETWORK, "tcp");
        LinkHandshake two = relay.links().respond(relayIdentity, suite, "tcp");
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("suite", suite.name());
        made.put("initiator", self == null ? "anonymous" : "other");
        byte[] first = one.start();
        byte[] second = two.advance(first);
        byte[] third = one.advance(second);
        two.advance(third);
        made.put("initiator_draws", otherRandom.taken());
        made.put("responder_draws", relayRandom.taken());
        made.put("message_1", Vectors.hex(first));
        made.put("message_2", Vectors.hex(second));
        made.put("message_3", Vectors.hex(third));
        LinkSession initiator = one.finish();
        LinkSession responder = two.finish();
        made.put("handshake_hash", Vectors.hex(initiator.handshakeHash()));
        records(made, "records", initiator.cipher(), responder.cipher());
        rekey(made, initiator.cipher(), responder.cipher());
        return made;
    }

    private void records(Map<String, Object> made, String name, LinkCipher one, LinkCipher two) {
        byte[] text = {'q', 'g', 'a', 't', 'e'};
        List<Object> records = new ArrayList<>();
        for (LinkCipher from : List.of(one, two)) {
            byte[] record = new byte[text.length + LinkCipher.OVERHEAD];
            from.seal(text, 0, text.length, record, 0);
            records.add(Vectors.hex(record));
            LinkCipher to = from == one ? two : one;
            to.open(record, 2, to.openLength(record, 0), new byte[64], 0);
        }
        made.put("text", Vectors.hex(text));
        made.put(name, records);
    }

    private void rekey(Map<String, Object> made, LinkCipher one, LinkCipher two) {
        byte[] offer = one.rekeyOffer();
        byte[] answer = two.rekeyAnswer(offer);
        one.rekeyAccept(answer);
        made.put("rekey_offer_draws", otherRandom.taken());
        made.put("rekey_offer", Vectors.hex(offer));
        made.put("rekey_answer_draws", relayRandom.taken());
        made.put("rekey_answer", Vectors.hex(answer));
        one.switchSending();
        two.switchReceiving();
        two.switchSending();
        one.switchReceiving();
        records(made, "records_after_rekey", one, two);
    }

    private Map<String, Object> hop(CellSize size) {
        HopTarget target = new HopTarget(relayIdentity.nodeId(), relayIdentity.onionKeys());
        HopRequest request = other.hops().request(target, size);
        HopAnswer answer = relay.hops().answer(relayIdentity, request.create());
        HopLayers layers = request.finish(answer.created());
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("cell_size", size.name());
        made.put("client_draws", otherRandom.taken());
        made.put("relay_draws", relayRandom.taken());
        made.put("create", Vectors.hex(request.create()));
        made.put("created", Vectors.hex(answer.created()));
        String outbound = Vectors.hex(layers.outbound().export()).substring(6, 6 + 288);
        String inbound = Vectors.hex(layers.inbound().export()).substring(6, 6 + 288);
        made.put("seeds", outbound + inbound);
        made.put("binding", Vectors.hex(layers.binding()));
        return made;
    }
}
