package org.qgate.kernel.internal.link;

/**
 * How many connections and handshakes a node takes ([ACCESS-4] to [ACCESS-7]).
 *
 * @param links established links and half-open ones together
 * @param linksPerSubnet the same of one /24 or /48
 * @param halfOpen handshakes begun by others
 * @param halfOpenPerSubnet the same of one /24 or /48
 * @param attemptsPerMinute connections accepted of one address in a minute
 */
public record LinkLimits(int links, int linksPerSubnet, int halfOpen, int halfOpenPerSubnet, int attemptsPerMinute) {}
