package org.qgate.api.crypto;

/**
 * One hop's two layers: away from the client, and towards it.
 *
 * @param binding 32 bytes that both ends of this handshake have and nobody else: what is signed over them counts on this
 *     circuit alone ([HOP-7])
 */
public record HopLayers(LayerCipher outbound, LayerCipher inbound, byte[] binding) {}
