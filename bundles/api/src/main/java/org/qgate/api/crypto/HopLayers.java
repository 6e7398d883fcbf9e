package org.qgate.api.crypto;

/** One hop's two layers: away from the client, and towards it. */
public record HopLayers(LayerCipher outbound, LayerCipher inbound) {}
