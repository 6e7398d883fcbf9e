package org.qgate.api.transport;

/**
 * The owner of every data socket. Others hold numbers: a <em>port</em> here is a connection or a listener, never a TCP
 * port. Port numbers are positive, never reused within a process. Thread-safe.
 *
 * <p>All ports live on one event loop (ADR 0003): handlers run there, one call at a time, and so must every call on a
 * {@link Lease} except those marked thread-safe.
 */
public interface Ports {
    /**
     * Becomes the owner of a role. The lease held before, if any, is void from this moment: its calls are refused with
     * QG-TRN-0003 and counted. Ports that the role still has go to the new owner, parked: what arrived meanwhile is
     * delivered, in order, once {@link Lease#open()} was called.
     */
    Lease claim(Role role, PortHandler handler);

    /** Returns counters and limits. */
    TransportStatus status();
}
