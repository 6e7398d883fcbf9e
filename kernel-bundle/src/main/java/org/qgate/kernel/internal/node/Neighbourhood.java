package org.qgate.kernel.internal.node;

import java.util.Optional;
import org.qgate.api.base.Current;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.Entry;
import org.qgate.api.network.Exit;

/** The other swappable parts, each asked for anew at every use. */
record Neighbourhood(Current<Crypto> crypto, Current<Entry> entry, Current<Exit> exit) {
    /**
     * Returns the cryptography of this moment.
     *
     * @throws QGateException QG-BAS-0007 when there is none
     */
    Crypto cryptoNow() {
        Optional<Crypto> now = crypto.now();
        return now.orElseThrow(() -> new QGateException(BaseError.SERVICE_ABSENT, "no cryptography at the moment"));
    }
}
