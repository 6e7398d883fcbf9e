package org.qgate.gate.internal.host;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.qgate.gate.contract.CryptoContract;
import org.qgate.gate.contract.NetContract;
import org.qgate.gate.contract.PermissionsContract;
import org.qgate.gate.contract.SpaceContract;
import org.qgate.gate.contract.TextContract;
import org.qgate.gate.contract.Tier;
import org.qgate.gate.contract.WorkContract;

/** The tier {@code guarded} keeps every contract. */
class GuardedTierTest {
    @Nested
    class Permissions extends PermissionsContract {
        @Override
        protected Tier make(Path folder) {
            return new GuardedTier(folder);
        }
    }

    @Nested
    class OwnSpace extends SpaceContract {
        @Override
        protected Tier make(Path folder) {
            return new GuardedTier(folder);
        }
    }

    @Nested
    class Crypto extends CryptoContract {
        @Override
        protected Tier make(Path folder) {
            return new GuardedTier(folder);
        }
    }

    @Nested
    class Work extends WorkContract {
        @Override
        protected Tier make(Path folder) {
            return new GuardedTier(folder);
        }
    }

    @Nested
    class Text extends TextContract {
        @Override
        protected Tier make(Path folder) {
            return new GuardedTier(folder);
        }
    }

    @Nested
    class Net extends NetContract {
        @Override
        protected Tier make(Path folder) {
            return new GuardedTier(folder);
        }
    }
}
