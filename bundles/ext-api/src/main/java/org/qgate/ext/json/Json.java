package org.qgate.ext.json;

import org.osgi.annotation.versioning.ProviderType;

/**
 * JSON (RFC 8259) from and to plain values: {@code Map<String, Object>}, {@code List<Object>}, {@code String}, {@code Long},
 * {@code Double}, {@code Boolean} and null.
 */
@ProviderType
public interface Json {
    /**
     * Reads one value; duplicate names, and nesting deeper than 64, are refused.
     *
     * @param text at most 4 MiB
     * @throws org.qgate.ext.RefusedException INVALID naming line and column
     */
    Object parse(String text);

    /**
     * Writes a value in its canonical form (RFC 8785).
     *
     * @throws org.qgate.ext.RefusedException INVALID for any other kind of value
     */
    String print(Object value);
}
