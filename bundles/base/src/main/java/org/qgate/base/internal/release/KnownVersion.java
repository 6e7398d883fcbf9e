package org.qgate.base.internal.release;

/**
 * A version of a bundle and what it consists of.
 *
 * @param sha256 of the jar, 64 lower-case hexadecimal digits
 */
public record KnownVersion(String version, String sha256) {}
