package org.qgate.qrng.internal.mint;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.Scheduler;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.qrng.BlockCheck;
import org.qgate.api.qrng.BlockInfo;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.QuantumPool;
import org.qgate.api.store.Store;
import org.qgate.qrng.internal.flow.BatchHeader;
import org.qgate.qrng.internal.flow.Finding;
import org.qgate.qrng.internal.flow.Mint;

/**
 * This node's stream: one value a slot, manifests of what was given out, failures and recalls. Whatever a block needs to be
 * followed by the next is durable with it, in one step, before anybody can see it. Thread-safe.
 */
public final class ChainMint implements Mint, AutoCloseable {
    /**
     * Makes one; {@link #start} lets it mint.
     *
     * @param pool gives what values are made of; asked each time
     * @param devices what is known of a device by its name, for blocks about failures; asked on the mint's own thread
     * @param network the network whose identity says that the stream is this node's; empty: nobody says so
     */
    public ChainMint(
            MintSettings settings,
            Clock clock,
            Scheduler scheduler,
            Current<Crypto> crypto,
            Current<Store> store,
            Supplier<Optional<QuantumPool>> pool,
            Function<String, Optional<DeviceInfo>> devices,
            Supplier<Optional<String>> network) {}

    /** Begins to mint. */
    public void start() {}

    /** Changes the settings of what is minted from now on. */
    public void settings(MintSettings next) {}

    @Override
    public String stream() {
        return "";
    }

    @Override
    public void made(BatchHeader batch) {}

    @Override
    public void discarded(String device, long window, List<Finding> findings) {}

    @Override
    public void quarantined(String device, long lastClean, long window, Finding finding) {}

    /** Returns where minting stands. */
    public MintStatus status() {
        return new MintStatus("", -1, 0, 0, 0, "not started");
    }

    /** Returns the streams of which blocks are kept, the present one first. */
    public List<String> streams() {
        return List.of();
    }

    /** As {@link org.qgate.api.qrng.Qrng#blocks}. */
    public List<BlockInfo> blocks(String stream, long before, int limit) {
        return List.of();
    }

    /** As {@link org.qgate.api.qrng.Qrng#block}. */
    public byte[] block(String stream, long sequence) {
        throw new IllegalStateException();
    }

    /** As {@link org.qgate.api.qrng.Qrng#blockInfo}. */
    public BlockInfo blockInfo(String stream, long sequence) {
        throw new IllegalStateException();
    }

    /** As {@link org.qgate.api.qrng.Qrng#verify(String)}. */
    public BlockCheck verify(String stream) {
        throw new IllegalStateException();
    }

    /** As {@link org.qgate.api.qrng.Qrng#verify(Path)}. */
    public BlockCheck verify(Path file) {
        throw new IllegalStateException();
    }

    /** As {@link org.qgate.api.qrng.Qrng#export}; whoever calls has audited it. */
    public long export(String stream, long from, long to, Path file) {
        throw new IllegalStateException();
    }

    /** Keeps what is not minted yet, and ends. Idempotent. */
    @Override
    public void close() {}
}
