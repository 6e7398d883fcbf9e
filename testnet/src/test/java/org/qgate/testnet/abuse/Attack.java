package org.qgate.testnet.abuse;

import java.io.IOException;
import org.qgate.testnet.raw.Crowd;

/** What an attacker does, step by step, on a thread of his own. */
interface Attack {
    /** Does a little; connections are served between two steps. */
    void step(Crowd crowd) throws IOException;
}
