package org.qgate.gate.internal.host;

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

/** The tier {@code process} keeps every contract: over a real socket, though both ends are in this process. */
class ProcessTierTest {
    @Nested
    class Permissions extends PermissionsContract {
        @Override
        protected Tier make(Path folder) {
            return new ProcessTier(folder);
        }
    }

    @Nested
    class OwnSpace extends SpaceContract {
        @Override
        protected Tier make(Path folder) {
            return new ProcessTier(folder);
        }
    }

    @Nested
    class Crypto extends CryptoContract {
        @Override
        protected Tier make(Path folder) {
            return new ProcessTier(folder);
        }
    }

    @Nested
    class Work extends WorkContract {
        @Override
        protected Tier make(Path folder) {
            return new ProcessTier(folder);
        }
    }

    @Nested
    class Text extends TextContract {
        @Override
        protected Tier make(Path folder) {
            return new ProcessTier(folder);
        }
    }

    @Nested
    class Net extends NetContract {
        @Override
        protected Tier make(Path folder) {
            return new ProcessTier(folder);
        }
    }

    @Nested
    class Primitives extends PrimitivesContract {
        @Override
        protected Tier make(Path folder) {
            return new ProcessTier(folder);
        }
    }

    @Nested
    class Files extends FilesContract {
        @Override
        protected Tier make(Path folder) {
            return new ProcessTier(folder);
        }
    }
}
