/**
 * The overlay's inside. {@code link} turns bytes into cells and control messages, {@code directory} keeps the common view
 * of relays, {@code path} picks relays, {@code circuit} carries cells and streams, {@code node} wires them to the bedrock.
 * All of it is state machines on one event loop; time, randomness, sockets and workers come in through {@link Env}.
 */
package org.qgate.kernel.internal;
