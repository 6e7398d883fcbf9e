package org.qgate.blocks;

import org.qgate.common.wire.WireWriter;

/** What a block says beyond its header: one record for each kind. */
public sealed interface Content permits Genesis, PublicValue, PrivateManifest, Failure, Skip, Recall {
    /** Returns which kind of block has it. */
    Kind kind();

    /** Writes its one encoding. */
    void writeTo(WireWriter out);
}
