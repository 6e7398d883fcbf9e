package org.qgate.kernel.internal.node;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.qgate.api.network.CircuitInfo;
import org.qgate.api.network.CircuitRequest;
import org.qgate.api.network.Circuits;

/** Brings questions about circuits to the loop. */
final class CircuitsService implements Circuits {
    private final NodeLife life;

    CircuitsService(NodeLife life) {
        this.life = life;
    }

    @Override
    public List<CircuitInfo> list() {
        Overlay overlay = life.joined();
        return life.loop().ask(() -> overlay.circuits().circuits());
    }

    @Override
    public CircuitInfo build(CircuitRequest request, long atMostMs) {
        Overlay overlay = life.joined();
        CompletableFuture<CircuitInfo> built = new CompletableFuture<>();
        life.loop()
                .tell(() -> overlay.circuits().build(request, atMostMs, built::complete, built::completeExceptionally));
        return life.loop().await(built, atMostMs + 1_000);
    }

    @Override
    public void close(long id) {
        Overlay overlay = life.joined();
        life.loop().tell(() -> overlay.circuits().close(id));
    }

    @Override
    public void retireAll() {
        Overlay overlay = life.joined();
        life.loop().tell(() -> overlay.circuits().retireAll());
    }
}
