package org.qgate.gate.internal.process;

import org.qgate.gate.Confinement;
import org.qgate.gate.Permit;
import org.qgate.gate.Program;

/**
 * Begins processes for extenders. Thread-safe.
 *
 * <p>The process is a Java machine of this node's version whose class path is the distribution's folder {@code sandbox}, and
 * whose main class is {@code org.qgate.sandbox.child.Main} with two arguments: the path of the socket to connect to, and the
 * path of the extender's jar, both as the process sees them. The first line of its standard input is the token, as
 * hexadecimal digits; it reads nothing more of it. It connects, sends HELLO with the token, and from then on does what
 * the node asks. It ends by itself when the socket does. What it prints is diagnosis for the extender's log, not trusted.
 */
public interface ChildLauncher {
    /** Returns what would hold a process; found out once, and again after {@code again}. */
    Confinement confinement(boolean again);

    /**
     * Begins a process and waits for its connection; nothing was read from that yet. When it fails nothing is left behind.
     *
     * @param permit of the instance at this moment, for its quotas and its name
     * @param withinMs for the process to connect
     * @throws org.qgate.api.error.QGateException QG-EXT-0005 when nothing here would hold it, QG-EXT-0072 when it ended
     *     or did not connect in time
     */
    Child launch(Program program, Permit permit, long withinMs);
}
