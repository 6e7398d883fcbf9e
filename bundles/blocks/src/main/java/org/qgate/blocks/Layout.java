package org.qgate.blocks;

/** Where fields begin, how long they are, and what bounds there are. Source: docs/qustream-block.md, sections 2 and 3. */
public final class Layout {
    /** Longest block in bytes, signature included. */
    public static final int MAX_BYTES = 256 << 10;
    /** Ed25519 and ML-DSA-65 signature (RFC 8032, FIPS 204). */
    public static final int SIGNATURE = 64 + 3309;
    /** Ed25519 and ML-DSA-65 public key. */
    public static final int DUAL_KEY = 32 + 1952;
    /** Bytes of SHA-512. */
    public static final int DIGEST = 64;
    /** Bytes of a stream's id. */
    public static final int STREAM = 32;
    /** Highest sequence, window and other counter: JSON carries it exactly. */
    public static final long MAX_COUNT = (1L << 53) - 1;
    /** Last millisecond of the year 9999. */
    public static final long MAX_TIME = 253_402_300_799_999L;
    /** Longest slot in seconds. */
    public static final int MAX_SLOT_SECONDS = 86_400;
    /** Most windows that a PUBLIC block's local random was made of. */
    public static final int MAX_ORIGINS = 16;
    /** Most devices of a manifest. */
    public static final int MAX_DEVICES = 64;
    /** Most windows of a manifest. */
    public static final int MAX_WINDOWS = 1_000;
    /** Most ranges of windows, and of blocks, of a RECALL. */
    public static final int MAX_RANGES = 256;
    /** Longest text. */
    public static final int MAX_TEXT = 500;

    static final int MAGIC = 0x5147_5342; // "QGSB"
    static final int VERSION = 1;
    static final int PREFIX = 10;
    static final int AT_LENGTH = 6;
    static final int AT_STREAM = 10;
    static final int AT_SEQUENCE = 42;
    static final int AT_PREVIOUS = 50;
    static final int AT_SLOT = 114;
    static final int AT_MADE = 122;
    static final int AT_COMMITMENT = 130;
    static final int AT_CONTENT = 194;

    private Layout() {}
}
