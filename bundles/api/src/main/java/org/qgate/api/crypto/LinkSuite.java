package org.qgate.api.crypto;

/** The AEAD of a link, stated in the responder's descriptor and never negotiated. */
public enum LinkSuite {
    /** {@code Noise_XKhfs_25519+MLKEM768_AESGCM_SHA256}. */
    AES_GCM(1),
    /** {@code Noise_XKhfs_25519+MLKEM768_ChaChaPoly_SHA256}. */
    CHACHA_POLY(2);

    private final int code;

    LinkSuite(int code) {
        this.code = code;
    }

    /** Returns the code on the wire. */
    public int code() {
        return code;
    }

    /**
     * Finds a suite by its code.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static LinkSuite of(int code) {
        for (LinkSuite suite : values()) {
            if (suite.code == code) {
                return suite;
            }
        }
        throw new IllegalArgumentException("no link suite has code " + code);
    }
}
