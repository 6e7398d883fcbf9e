package org.qgate.qsx.sign;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.qgate.api.error.PackageError;
import org.qgate.common.dsse.Envelope;
import org.qgate.common.json.CanonicalJson;
import org.qgate.common.release.PublicReleaseKey.Verifier;
import org.qgate.qsx.manifest.Fields;
import org.qgate.qsx.manifest.ManifestReader;
import org.qgate.qsx.manifest.Text;
import org.qgate.qsx.refuse.RefusedPackageException;

/**
 * A publisher's statement that another key replaces its own, signed by the old one. A DSSE envelope over canonical JSON.
 *
 * @param from id of the key that signs
 * @param to the key that replaces it
 * @param sequence rises with each statement of one publisher, from 1 on
 */
public record Rotation(String from, PublisherKey to, long sequence) {
    /** What the signature is over. */
    public static final String PAYLOAD_TYPE = "application/vnd.qgate.publisher-rotation+json";

    private static final String SCHEMA = "qgate.publisher-rotation/1";
    private static final String WHERE = "statement of a new key";
    private static final int LARGEST = 64 << 10;

    /** Returns the bytes to be signed, as the payload of an envelope. */
    public byte[] payload() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("from", from);
        json.put("to", to.json());
        json.put("sequence", sequence);
        return CanonicalJson.write(json);
    }

    /**
     * Returns whose statement it claims to be: the id of the old key, to look the key up. Believes nothing.
     *
     * @throws RefusedPackageException when it is malformed
     */
    public static String claimed(byte[] envelope) {
        try {
            return decode(Envelope.decode(bounded(envelope)).payload()).from();
        } catch (IllegalArgumentException malformed) {
            throw new RefusedPackageException(PackageError.MALFORMED_ROTATION, WHERE, malformed);
        }
    }

    /**
     * Returns a statement that the old key signed and that is newer than all before.
     *
     * @param highest the highest sequence of this publisher so far; 0 for none
     * @throws RefusedPackageException when it is not to be followed
     */
    public static Rotation verified(byte[] envelope, PublisherKey old, long highest, Verifier verifier) {
        Rotation rotation = decode(old.verified(
                bounded(envelope),
                PAYLOAD_TYPE,
                WHERE,
                PackageError.MALFORMED_ROTATION,
                PackageError.UNPROVED_ROTATION,
                verifier));
        if (!rotation.from().equals(old.id())) {
            throw new RefusedPackageException(PackageError.UNPROVED_ROTATION, WHERE, "it replaces another key");
        }
        if (rotation.sequence() <= highest) {
            throw new RefusedPackageException(
                    PackageError.OLD_ROTATION, WHERE, rotation.sequence() + ", known is " + highest);
        }
        return rotation;
    }

    private static byte[] bounded(byte[] envelope) {
        if (envelope.length > LARGEST) {
            throw new RefusedPackageException(PackageError.MALFORMED_ROTATION, WHERE, envelope.length + " bytes");
        }
        return envelope;
    }

    private static Rotation decode(byte[] payload) {
        try {
            Object json = ManifestReader.json(WHERE, payload, LARGEST, PackageError.MALFORMED_ROTATION);
            Fields fields = Fields.of(WHERE, json, Set.of("schema", "from", "to", "sequence"));
            PublisherKey to = PublisherKey.of(fields.object("to", Set.of("name", "ed25519", "mlDsa65")));
            String from = fields.text("from", Text.DIGEST);
            if (!SCHEMA.equals(fields.value("schema")) || to.id().equals(from)) {
                throw new IllegalArgumentException("not a " + SCHEMA + " document, or of one key only");
            }
            return new Rotation(from, to, fields.number("sequence", 1, 1L << 53));
        } catch (IllegalArgumentException | RefusedPackageException malformed) {
            throw new RefusedPackageException(PackageError.MALFORMED_ROTATION, WHERE, malformed);
        }
    }
}
