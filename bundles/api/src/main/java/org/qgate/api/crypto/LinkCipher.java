package org.qgate.api.crypto;

import org.qgate.api.error.QGateException;

/**
 * Both directions of a link's record protection ([REC-1] to [REC-6]). A record on the wire is a 2-byte obfuscated length
 * followed by that many bytes: ciphertext and 16-byte tag. Input and output arrays must be distinct. Belongs to one event
 * loop; only the three {@code rekey…} computations may run on a worker meanwhile.
 */
public interface LinkCipher {
    /** Largest plaintext of a record. */
    int MAX_PLAINTEXT = 16_640;

    /** What a record adds to its plaintext: length and tag. */
    int OVERHEAD = 18;

    /**
     * Seals a record.
     *
     * @param length 1 to {@link #MAX_PLAINTEXT}
     * @return bytes written to {@code out}: {@code length + OVERHEAD}
     * @throws QGateException QG-CRY-0003 when the keys are past twice their limit: close, never seal on
     */
    int seal(byte[] in, int inOffset, int length, byte[] out, int outOffset);

    /**
     * Reveals the length of the next record; call exactly once for each.
     *
     * @param at two bytes
     * @return bytes that follow, 17 to {@code MAX_PLAINTEXT + 16}; any other value is an error of the peer
     */
    int openLength(byte[] in, int at);

    /**
     * Opens a record.
     *
     * @param length as {@link #openLength} said
     * @return plaintext bytes written to {@code out}
     * @throws QGateException QG-CRY-0001 when it does not verify; close the link
     */
    int open(byte[] in, int inOffset, int length, byte[] out, int outOffset);

    /** Whether 2^20 records or 1 GiB were sealed or opened under the current keys; the owner adds the clock's limit. */
    boolean rekeyDue();

    /** Begins a rekey, initiator of the link only: returns the body of the REKEY frame. On a worker. */
    byte[] rekeyOffer();

    /** Answers an offer, responder of the link only: returns the body of the answering REKEY frame. On a worker. */
    byte[] rekeyAnswer(byte[] offer);

    /** Takes the answer, initiator of the link only. On a worker. */
    void rekeyAccept(byte[] answer);

    /** Whether new keys are ready: send REKEY_DONE, then {@link #switchSending}. */
    boolean rekeyReady();

    /** The record with REKEY_DONE was sealed: from here on new keys seal, the old sending key is wiped. */
    void switchSending();

    /**
     * The record with REKEY_DONE was opened: from here on new keys open, the old receiving key is wiped.
     *
     * @throws QGateException QG-CRY-0001 when no new keys are ready
     */
    void switchReceiving();

    /** Returns how many times both directions have switched. */
    int generation();

    /** Exports the whole state, a running rekey included. The cipher must not be used afterwards. */
    byte[] export();

    /** Wipes all keys. */
    void destroy();
}
