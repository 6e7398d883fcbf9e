package org.qgate.kernel.internal.circuit.leg;

import java.util.function.Supplier;
import org.qgate.api.crypto.CellSize;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.circuit.cell.Padding;
import org.qgate.kernel.internal.circuit.settings.CircuitSettings;

/** What all circuits of one event loop share: the world, settings, buffers, padding. */
public final class CellWorks {
    private final Env env;
    private final Supplier<CircuitSettings> settings;
    private final CellPool pool = new CellPool();
    private final CellMemory memory;
    private final Padding padding;
    private boolean held;
    private final byte[][] scratch = new byte[4][CellSize.LARGE.body()];

    /** Makes one. */
    public CellWorks(Env env, Supplier<CircuitSettings> settings) {
        this.env = env;
        this.settings = settings;
        this.memory = new CellMemory(() -> settings.get().memoryBytes());
        this.padding = new Padding(() -> env.crypto().random());
    }

    /** Returns the world. */
    public Env env() {
        return env;
    }

    /** Returns the settings of this moment. */
    public CircuitSettings settings() {
        return settings.get();
    }

    /** Sets whether nothing new may begin for a while: there are no keys. What stands goes on. */
    public void hold(boolean now) {
        held = now;
    }

    /** Whether nothing new may begin. */
    public boolean isHeld() {
        return held;
    }

    /** Returns the bound on what waits. */
    public CellMemory memory() {
        return memory;
    }

    /** Returns the source of padding. */
    public Padding padding() {
        return padding;
    }

    /** Returns one of two buffers for a cell that is being opened. */
    public byte[] opening(int one) {
        return scratch[one & 1];
    }

    /** Returns one of two buffers for a cell that is being sealed; distinct from those for opening. */
    public byte[] sealing(int one) {
        return scratch[2 + (one & 1)];
    }

    CellPool pool() {
        return pool;
    }
}
