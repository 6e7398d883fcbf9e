package org.qgate.kernel.handover;

import java.util.Map;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.network.CircuitRequest;

/** The kernel and the cryptography of one node, of whatever class loader. Speaks values of the runtime only. */
public interface Generation {
    /** Founds a network with this node as its seed and signer; returns the description. */
    byte[] found();

    /** Joins a network: claims the ports and begins. */
    void join(byte[] network);

    /** PREPARE: knows its network, can compute, has no ports. */
    void prepare(byte[] network);

    /** FREEZE: seals what is collected, gives everything as plain values, gives its role up. */
    Map<String, Object> freeze();

    /** EXPORT: the state as bytes; what it was made from is wiped. */
    byte[] export(Map<String, Object> state);

    /** ADOPT: rebuilds everything from bytes, and touches nothing. */
    void adopt(byte[] escrow);

    /** Takes back what could not be exported. */
    void takeBack(Map<String, Object> state);

    /** COMMIT: becomes the owner of the ports and goes on. */
    void commit();

    /** Closes all ports without a word and ends: what a bundle does whose state is not to be trusted. */
    void die();

    /** Whether the node is in the midst of something now. */
    boolean amid(Moment moment);

    /** Whether a frozen state holds part of a message in fragments. */
    boolean amidFragments(Map<String, Object> state);

    /** Returns the node's id. */
    NodeId nodeId();

    /** Whether the node has come as far as it can. */
    boolean ready();

    /** Returns what it waits for. */
    String progress();

    /** Returns how many links this node began. */
    int linksBegun();

    /** Returns the ports of the links that stand. */
    Set<Long> links();

    /** Returns how many streams there are. */
    int streams();

    /** Begins a circuit by hand; whatever becomes of it. */
    void build(CircuitRequest request);

    /** Tries to write to all ports by the lease that is void; returns how many calls were refused. */
    int lateWrites();

    /** Tries to go on sending by the objects that were frozen. */
    void lateSends();
}
