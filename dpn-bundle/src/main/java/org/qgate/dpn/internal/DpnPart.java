package org.qgate.dpn.internal;

import java.util.Map;
import org.qgate.api.update.Part;
import org.qgate.common.escrow.Escrow;

/** Entry and exit as the bedrock sees them: half-done negotiations go over, listeners and connections go on ([HAND-2]). */
final class DpnPart implements Part {
    private static final String NAME = "org.qgate.dpn";
    private static final int SCHEMA = 1;

    private final Office office;
    private DpnCore core;
    private boolean inOffice;

    /** What the component does when entry and exit come and go. */
    interface Office {
        /** Makes a core that claims the role's connections. */
        DpnCore make();

        /** Closes what a hand-over left that nobody could adopt. */
        void closeLeftovers();

        /** Returns the configuration of this moment. */
        Map<String, Object> properties();

        /** Offers the services of a core. */
        void offer(DpnCore running);

        /** Withdraws the services. */
        void withdraw();
    }

    DpnPart(Office office) {
        this.office = office;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void begin() {
        office.closeLeftovers();
        core = office.make();
        core.start(office.properties());
        inOffice = true;
        office.offer(core);
    }

    /** A configuration that is refused when the node starts is refused here as well, while the old version works. */
    @Override
    public void prepare() {
        DpnSettings.from(office.properties());
    }

    @Override
    public byte[] freeze() {
        inOffice = false;
        Map<String, Object> state = core.freeze();
        core.park();
        try {
            return new Escrow(NAME, SCHEMA, state).encode();
        } finally {
            Escrow.wipe(state);
        }
    }

    @Override
    public void adopt(byte[] escrow) {
        Map<String, Object> state = Escrow.decode(escrow, NAME, SCHEMA).state();
        core = office.make();
        core.adopt(office.properties(), state); // keeps arrays of it: nothing here may be wiped
    }

    @Override
    public void commit() {
        core.goOn();
        inOffice = true;
        office.offer(core);
        core.configureSoon(office::properties);
    }

    @Override
    public void leave() {
        inOffice = false;
        office.withdraw();
        if (core != null) {
            core.leave();
            core = null;
        }
    }

    @Override
    public void end() {
        office.withdraw();
        if (inOffice) {
            inOffice = false;
            core.stop();
        }
    }

    @Override
    public long faults() {
        DpnCore running = core;
        return running == null ? 0 : running.faults();
    }
}
