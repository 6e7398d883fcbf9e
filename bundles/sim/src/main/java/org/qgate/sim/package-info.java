/**
 * A deterministic world for tests: {@link org.qgate.sim.SimWorld} owns virtual time and network, {@link
 * org.qgate.sim.SimHost} gives one node the services of the bedrock. Everything runs on the test's own thread, one event
 * at a time, ordered by time and sequence, so a seed repeats a run exactly. Beside it stand servers on real sockets to
 * test real nodes against. Nothing here is part of a node.
 */
package org.qgate.sim;
