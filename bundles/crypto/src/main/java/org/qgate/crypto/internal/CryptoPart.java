package org.qgate.crypto.internal;

import java.nio.ByteBuffer;
import org.qgate.api.base.Health;
import org.qgate.api.update.StatelessPart;

/**
 * The cryptography as the bedrock sees it. On the heap it hands nothing over: keys of links and circuits are in the state of
 * whoever uses them, and the random source's state never leaves. The keys of an open vault go outside the heap.
 */
final class CryptoPart implements StatelessPart {
    static final String NAME = "org.qgate.crypto";
    static final String SUBSYSTEM = "crypto";
    static final String CONFIGURATION = "crypto.configuration";

    private final NodeCrypto crypto;
    private final VaultKeeper keeper;
    private final Health health;
    private final Office office;
    private ByteBuffer secrets;
    private boolean inOffice;

    /** What the component does when the cryptography comes and goes. */
    interface Office {
        /** Offers the services, unless they are offered. */
        void offer();

        /** Withdraws the services, if they are offered. */
        void withdraw();
    }

    CryptoPart(NodeCrypto crypto, VaultKeeper keeper, Health health, Office office) {
        this.crypto = crypto;
        this.keeper = keeper;
        this.health = health;
        this.office = office;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void begin() {
        keeper.look();
        commit();
    }

    /** Warms up: the first ciphers of a class loader are slow, and traffic would wait for them. */
    @Override
    public void prepare() {
        crypto.provider().status();
    }

    @Override
    public byte[] freeze() {
        secrets = crypto.vault().freeze();
        crypto.forget();
        return StatelessPart.super.freeze();
    }

    @Override
    public ByteBuffer secrets() {
        return secrets;
    }

    /** A version without a vault entrusts nothing: then this one begins with what it finds. */
    @Override
    public void entrust(ByteBuffer given) {
        crypto.vault().thaw(given);
        keeper.goOn();
    }

    @Override
    public void commit() {
        inOffice = true;
        office.offer();
        health.ok(SUBSYSTEM, "known answers right");
        keeper.watch();
        crypto.seeds().watch();
    }

    @Override
    public void leave() {
        inOffice = false;
        office.withdraw();
        keeper.rest();
        crypto.seeds().rest();
        crypto.vault().leave();
        crypto.forget();
    }

    @Override
    public void end() {
        boolean last = inOffice;
        if (last) {
            crypto.vault().end(); // before its keys are wiped: the anchor tells how far the store had come
        }
        leave();
        keeper.end();
        crypto.vault().end();
        crypto.seeds().forget();
        wipe();
        if (last) {
            health.forget(SUBSYSTEM);
            health.forget(VaultHealth.SUBSYSTEM);
            health.forget(CONFIGURATION);
        }
    }

    /** The bedrock zeroes it after each hand-over; one that broke off may have left it. */
    private void wipe() {
        for (int i = 0; secrets != null && i < secrets.capacity(); i++) {
            secrets.put(i, (byte) 0);
        }
    }
}
