package org.qgate.api.store;

import java.util.Optional;

/**
 * A change of one key.
 *
 * @param value empty: it was removed
 * @param sequence grows with each change of the store
 */
public record Change(byte[] key, Optional<byte[]> value, long sequence) {}
