package org.qgate.qsx.sign;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qgate.api.error.PackageError;
import org.qgate.common.json.CanonicalJson;
import org.qgate.common.release.PublicReleaseKey.Verifier;
import org.qgate.common.release.Sha256;
import org.qgate.qsx.manifest.Fields;
import org.qgate.qsx.manifest.ManifestReader;
import org.qgate.qsx.manifest.Text;
import org.qgate.qsx.refuse.RefusedPackageException;

/**
 * What a publisher offers at a moment: the versions of its extenders with the digests of their packages. A DSSE envelope
 * over canonical JSON; numbered and expiring, so that neither an old one nor one that is held back goes unnoticed.
 *
 * @param publisher id of the key that signs
 * @param sequence rises with each index of one publisher, from 1 on
 * @param issuedAt seconds since 1970-01-01 UTC
 * @param expiresAt seconds since 1970-01-01 UTC, at most a year after it was issued
 * @param offers by id, then version as text
 */
public record UpdateIndex(String publisher, long sequence, long issuedAt, long expiresAt, List<Offer> offers) {
    /** What the signature is over. */
    public static final String PAYLOAD_TYPE = "application/vnd.qgate.update-index+json";

    private static final String SCHEMA = "qgate.update-index/1";
    private static final String WHERE = "update index";
    private static final int LARGEST = 1 << 20;
    private static final int MOST_OFFERS = 2_000;
    private static final long LONGEST_LIFE = 366L * 24 * 3600;
    /** As far as clocks of nodes may be apart. */
    private static final long SKEW = 15 * 60;

    private static final long LAST_TIME = 253_402_300_800L; // the year 10000

    /** Makes the list unchangeable. */
    public UpdateIndex {
        offers = List.copyOf(offers);
    }

    /**
     * One package.
     *
     * @param sha256 of the package file
     */
    public record Offer(String id, String version, String channel, long size, String sha256) {}

    /**
     * The newest index of a publisher that a node has seen.
     *
     * @param sequence 0 for none
     * @param sha256 of its payload
     */
    public record Seen(long sequence, String sha256) {
        /** None so far. */
        public static final Seen NONE = new Seen(0, "");
    }

    /** Returns what to remember of this one. */
    public Seen seen() {
        return new Seen(sequence, Sha256.hex(payload()));
    }

    /** Returns the bytes to be signed, as the payload of an envelope. */
    public byte[] payload() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("publisher", publisher);
        json.put("sequence", sequence);
        json.put("issuedAt", issuedAt);
        json.put("expiresAt", expiresAt);
        json.put(
                "offers",
                offers.stream()
                        .map(each -> Map.of(
                                "id",
                                each.id(),
                                "version",
                                each.version(),
                                "channel",
                                each.channel(),
                                "size",
                                each.size(),
                                "sha256",
                                each.sha256()))
                        .toList());
        return CanonicalJson.write(json);
    }

    /**
     * Returns an index that its publisher signed, that has not expired, and that is not older than the newest one seen.
     *
     * @param now seconds since 1970-01-01 UTC
     * @throws RefusedPackageException when it is not to be believed
     */
    public static UpdateIndex verified(byte[] envelope, PublisherKey key, long now, Seen seen, Verifier verifier) {
        if (envelope.length > 2 * LARGEST) {
            throw new RefusedPackageException(PackageError.MALFORMED_INDEX, WHERE, envelope.length + " bytes");
        }
        UpdateIndex index = decode(key.verified(
                envelope, PAYLOAD_TYPE, WHERE, PackageError.MALFORMED_INDEX, PackageError.WRONG_SIGNATURE, verifier));
        if (!index.publisher().equals(key.id())) {
            throw new RefusedPackageException(PackageError.MALFORMED_INDEX, WHERE, "of another publisher");
        }
        if (now >= index.expiresAt() || now < index.issuedAt() - SKEW) {
            throw new RefusedPackageException(
                    PackageError.EXPIRED_INDEX,
                    WHERE,
                    "from " + index.issuedAt() + " to " + index.expiresAt() + ", now " + now);
        }
        boolean same = index.seen().equals(seen);
        if (index.sequence() < seen.sequence() || index.sequence() == seen.sequence() && !same) {
            throw new RefusedPackageException(
                    PackageError.OLD_INDEX, WHERE, index.sequence() + ", seen was " + seen.sequence());
        }
        return index;
    }

    private static UpdateIndex decode(byte[] payload) {
        try {
            Object json = ManifestReader.json(WHERE, payload, LARGEST, PackageError.MALFORMED_INDEX);
            Fields fields = Fields.of(
                    WHERE, json, Set.of("schema", "publisher", "sequence", "issuedAt", "expiresAt", "offers"));
            long issuedAt = fields.number("issuedAt", 0, LAST_TIME);
            UpdateIndex index = new UpdateIndex(
                    fields.text("publisher", Text.DIGEST),
                    fields.number("sequence", 1, 1L << 53),
                    issuedAt,
                    fields.number("expiresAt", issuedAt + 1, issuedAt + LONGEST_LIFE),
                    fields.sorted("offers", MOST_OFFERS, UpdateIndex::offer, each -> each.id() + " " + each.version()));
            if (!SCHEMA.equals(fields.value("schema"))) {
                throw new IllegalArgumentException("not a " + SCHEMA + " document");
            }
            return index;
        } catch (IllegalArgumentException | RefusedPackageException malformed) {
            throw new RefusedPackageException(PackageError.MALFORMED_INDEX, WHERE, malformed);
        }
    }

    private static Offer offer(String path, Object json) {
        Fields fields = Fields.of(path, json, Set.of("id", "version", "channel", "size", "sha256"));
        return new Offer(
                fields.text("id", Text.ID),
                fields.text("version", Text.VERSION),
                fields.text("channel", Text.CHANNEL),
                fields.number("size", 1, ManifestReader.LARGEST_FILE),
                fields.text("sha256", Text.DIGEST));
    }
}
