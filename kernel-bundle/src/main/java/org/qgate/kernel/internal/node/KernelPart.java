package org.qgate.kernel.internal.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.update.Part;
import org.qgate.common.escrow.Escrow;

/** The kernel as the bedrock sees it: begins, hands its links, circuits and streams over, ends ([HAND-2]). */
final class KernelPart implements Part {
    static final String NAME = "org.qgate.kernel";
    private static final String CRYPTO = "org.qgate.crypto";
    /** Version of the escrow's tree. */
    private static final int SCHEMA = 1;

    private final Office office;

    /** What the component does when the kernel comes and goes. */
    interface Office {
        /** Makes the life from the configuration, if it can be read. */
        void begin();

        /** Makes the life from the configuration and gets it ready; fails when it cannot be read. */
        NodeLife prepare();

        /** Returns the life, or null while the configuration cannot be read. */
        NodeLife life();

        /** Offers the services. */
        void offer();

        /** Withdraws the services. */
        void withdraw();
    }

    KernelPart(Office office) {
        this.office = office;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Links and circuits hold ciphers. */
    @Override
    public List<String> around() {
        return List.of(CRYPTO);
    }

    @Override
    public void begin() {
        office.begin();
    }

    @Override
    public void prepare() {
        office.prepare().prepare();
    }

    @Override
    public byte[] freeze() {
        Map<String, Object> state = new LinkedHashMap<>();
        NodeLife life = office.life();
        if (life != null) {
            state.putAll(life.freeze());
        }
        try {
            return new Escrow(NAME, SCHEMA, state).encode();
        } finally {
            Escrow.wipe(state);
        }
    }

    @Override
    public void adopt(byte[] escrow) {
        Map<String, Object> state = Escrow.decode(escrow, NAME, SCHEMA).state();
        NodeLife life = office.life();
        if (life != null) {
            life.adopt(state); // keeps arrays of it: nothing here may be wiped
        }
    }

    @Override
    public void commit() {
        office.offer(); // the node first: what it registers as it goes on is withdrawn before it
        NodeLife life = office.life();
        if (life != null) {
            life.commit();
        }
    }

    @Override
    public void leave() {
        office.withdraw();
        NodeLife life = office.life();
        if (life != null) {
            life.leave();
        }
    }

    @Override
    public void end() {
        office.withdraw();
        NodeLife life = office.life();
        if (life != null) {
            life.stop();
        }
    }

    @Override
    public long faults() {
        NodeLife life = office.life();
        return life == null ? 0 : life.faults();
    }

    @Override
    public Adopted adopted() {
        NodeLife life = office.life();
        return life == null ? Adopted.NOTHING : life.adopted();
    }
}
