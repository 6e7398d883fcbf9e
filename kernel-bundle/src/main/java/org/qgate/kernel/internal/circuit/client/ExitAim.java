package org.qgate.kernel.internal.circuit.client;

import java.util.Set;
import java.util.regex.Pattern;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.StreamRequest;
import org.qgate.kernel.internal.circuit.cell.BeginBody;
import org.qgate.kernel.internal.circuit.cell.MessageType;
import org.qgate.kernel.internal.path.PathRequest;

/** A destination on the internet, or a question about a name: any exit will do that serves it. */
record ExitAim(StreamRequest request, boolean query) implements Aim {
    private static final Pattern HOST = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** Refuses what no exit may be asked. */
    ExitAim {
        boolean host = HOST.matcher(request.host()).matches();
        boolean port = query ? request.port() == 0 : request.port() >= 1 && request.port() <= 65_535;
        if (!host || !port) {
            throw new IllegalArgumentException(
                    "host: 1 to 255 bytes of printable US-ASCII; port: 1 to 65535, 0 to resolve");
        }
    }

    @Override
    public String isolation() {
        return request.isolation();
    }

    @Override
    public int hops() {
        return request.hops();
    }

    @Override
    public CellSize cells() {
        return request.cells();
    }

    @Override
    public boolean servedBy(Plan plan) {
        return plan.exitsTo(request.port());
    }

    @Override
    public boolean hasChoice() {
        return true;
    }

    @Override
    public PathRequest path(Set<NodeId> exclude) {
        return new PathRequest(request.hops(), request.port(), null, exclude, Set.of());
    }

    @Override
    public int type() {
        return query ? MessageType.RESOLVE : MessageType.BEGIN;
    }

    @Override
    public byte[] opening() {
        return new BeginBody(request.host(), request.port()).write();
    }
}
