package org.qgate.ext.testkit;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.qgate.ext.contract.CryptoContract;
import org.qgate.ext.contract.FilesContract;
import org.qgate.ext.contract.NetContract;
import org.qgate.ext.contract.PermissionsContract;
import org.qgate.ext.contract.PrimitivesContract;
import org.qgate.ext.contract.SpaceContract;
import org.qgate.ext.contract.TextContract;
import org.qgate.ext.contract.Tier;
import org.qgate.ext.contract.WorkContract;

/** The test kit keeps every contract. */
class KitContractTest {
    @Nested
    class Permissions extends PermissionsContract {
        @Override
        protected Tier make(Path folder) {
            return new KitTier();
        }
    }

    @Nested
    class OwnSpace extends SpaceContract {
        @Override
        protected Tier make(Path folder) {
            return new KitTier();
        }
    }

    @Nested
    class Crypto extends CryptoContract {
        @Override
        protected Tier make(Path folder) {
            return new KitTier();
        }
    }

    @Nested
    class Work extends WorkContract {
        @Override
        protected Tier make(Path folder) {
            return new KitTier();
        }
    }

    @Nested
    class Text extends TextContract {
        @Override
        protected Tier make(Path folder) {
            return new KitTier();
        }
    }

    @Nested
    class Net extends NetContract {
        @Override
        protected Tier make(Path folder) {
            return new KitTier();
        }
    }

    @Nested
    class OwnKeys extends PrimitivesContract {
        @Override
        protected Tier make(Path folder) {
            return new KitTier();
        }
    }

    @Nested
    class PickedFiles extends FilesContract {
        @Override
        protected Tier make(Path folder) {
            return new KitTier();
        }
    }
}
