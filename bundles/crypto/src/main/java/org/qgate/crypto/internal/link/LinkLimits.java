package org.qgate.crypto.internal.link;

/**
 * When a key of a link is due to be replaced; at twice these numbers nothing is sealed or opened any more ([REC-5]).
 *
 * @param records under one key, in one direction
 * @param bytes of plaintext under one key, in one direction
 */
public record LinkLimits(long records, long bytes) {
    /** The limits of the protocol: 2^20 records or 1 GiB. */
    public static final LinkLimits STANDARD = new LinkLimits(1L << 20, 1L << 30);
}
