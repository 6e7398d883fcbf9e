package org.qgate.api.dpn;

/**
 * One rule for destinations.
 *
 * @param id its number, stable
 * @param pattern {@code example.org}, {@code *.example.org}, a CIDR range, each optionally {@code :port} or
 *     {@code :first-last}; {@code *} for all
 * @param action {@code direct}, {@code 1}, {@code 3}, {@code 5} or {@code block}
 * @param hits how often it decided since start
 */
public record Rule(long id, String pattern, String action, long hits) {}
