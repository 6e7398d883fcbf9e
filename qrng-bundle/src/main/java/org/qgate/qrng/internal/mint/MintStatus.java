package org.qgate.qrng.internal.mint;

/**
 * Where minting stands.
 *
 * @param stream 64 hexadecimal digits; empty while there is none
 * @param head sequence of the last block; -1 when there is none
 * @param minted blocks since the start of the process
 * @param waiting batches that no manifest lists yet
 * @param unlisted batches that none will list, because too many waited
 * @param trouble why nothing is minted now; empty when all is well
 */
public record MintStatus(String stream, long head, long minted, int waiting, long unlisted, String trouble) {}
