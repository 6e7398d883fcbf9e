package org.qgate.shell.internal.command;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.qgate.api.NodeId;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.PeerInfo;
import org.qgate.api.network.Peers;
import org.qgate.shell.internal.UsageException;

/** Node ids as people type them: whole, or the beginning of a listed one. */
public final class PeerIds {
    private static final int SHORTEST = 4;

    private PeerIds() {}

    /** Finds the id that is meant. */
    public static NodeId find(Peers peers, String typed) {
        String text = typed.toLowerCase(Locale.ROOT);
        if (!text.matches("[0-9a-f]{" + SHORTEST + ",64}")) {
            throw new UsageException("a node id is 64 hexadecimal digits, or the first " + SHORTEST + " or more of a"
                    + " listed one, not '" + (typed.length() > 80 ? typed.substring(0, 80) : typed) + "'");
        }
        if (text.length() == 2 * NodeId.BYTES) {
            return NodeId.parse(text);
        }
        List<NodeId> found = peers.list().stream()
                .map(PeerInfo::nodeId)
                .filter(Objects::nonNull)
                .distinct()
                .filter(id -> id.toString().startsWith(text))
                .toList();
        if (found.isEmpty()) {
            throw new QGateException(KernelError.NOT_FOUND, "no listed peer begins with " + text);
        }
        if (found.size() > 1) {
            throw new UsageException(text + " is the beginning of " + found.size() + " peers; type more digits");
        }
        return found.get(0);
    }
}
