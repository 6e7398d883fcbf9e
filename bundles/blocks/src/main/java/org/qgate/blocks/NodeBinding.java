package org.qgate.blocks;

/**
 * A node's word that a stream is its own: its medium-term keys sign the stream's id. Who verifies a chain need not
 * believe it; it is checked with the node's certificate.
 *
 * @param networkId 1 to 64 printable characters
 * @param nodeId 32 bytes
 * @param certificate of the node's keys at that time, at most 16,384 bytes
 * @param signature dual, over the domain {@code qgate 1 qustream node} and the stream's id
 */
public record NodeBinding(String networkId, byte[] nodeId, byte[] certificate, byte[] signature) {
    /** Domain of the signature. */
    public static final String DOMAIN = "qgate 1 qustream node";

    private static final int MAX_NETWORK = 64;
    private static final int MAX_CERTIFICATE = 16 << 10;

    static NodeBinding read(FieldReader in) {
        String network = in.text8("network", 1, MAX_NETWORK);
        byte[] node = in.bytes("node", 32);
        byte[] certificate = in.bytes16("certificate", MAX_CERTIFICATE);
        return new NodeBinding(network, node, certificate, in.bytes("binding signature", Layout.SIGNATURE));
    }
}
