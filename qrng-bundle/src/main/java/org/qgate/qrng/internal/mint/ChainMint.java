package org.qgate.qrng.internal.mint;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.BlockCheck;
import org.qgate.api.qrng.BlockInfo;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.QuantumPool;
import org.qgate.api.store.Store;
import org.qgate.blocks.BadBlock;
import org.qgate.qrng.internal.flow.BatchHeader;
import org.qgate.qrng.internal.flow.Finding;
import org.qgate.qrng.internal.flow.Mint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's stream: one value a slot, manifests of what was given out, failures and recalls. Whatever a block needs to be
 * followed by the next is durable with it, in one step, before anybody can see it: so a crash at any moment leaves one chain.
 * Thread-safe.
 */
public final class ChainMint implements Mint, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChainMint.class);
    private static final String NAME = "qrng-mint";
    private static final long STEP_MS = 1_000;
    private static final int QUEUE = 4;
    private static final String DEVICE = "[a-z][a-z0-9-]{0,31}";

    private final Clock clock;
    private final Scheduler scheduler;
    private final Current<Crypto> crypto;
    private final Current<Store> store;
    private final Origins origins;
    private final Tally tally = new Tally();
    private final Press press;
    private final Ledger ledger;
    private final Object turn = new Object();
    private final AtomicBoolean queued = new AtomicBoolean();
    private volatile String trouble = "not started";
    private volatile boolean closed;
    private Workers workers;
    private AutoCloseable timer;

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
            Supplier<Optional<String>> network) {
        this.clock = clock;
        this.scheduler = scheduler;
        this.crypto = crypto;
        this.store = store;
        this.origins = new Origins(devices);
        this.press = new Press(settings, origins, tally, pool, network, clock.wallMs());
        this.ledger = new Ledger(crypto, store);
    }

    /** Begins to mint. */
    public void start() {
        workers = scheduler.workers(NAME, 1, QUEUE);
        timer = scheduler.schedule(NAME, 0, STEP_MS, this::wake);
    }

    /** Changes the settings of what is minted from now on. */
    public void settings(MintSettings next) {
        press.settings(next);
    }

    private void wake() {
        if (!closed && queued.compareAndSet(false, true) && !workers.offer(this::work)) {
            queued.set(false); // the next second tries again
        }
    }

    private void work() {
        queued.set(false);
        step();
    }

    /** Mints what is due now; what is missing is said in {@link #status}. For tests and the mint's own thread. */
    void step() {
        synchronized (turn) {
            Optional<Crypto> keys = crypto.now();
            Optional<Store> open = store.now();
            if (closed || keys.isEmpty() || open.isEmpty()) {
                press.closed(clock.wallMs());
                trouble("the vault is locked, or the store closed");
                return;
            }
            try {
                press.step(keys.get(), open.get(), clock.wallMs());
                trouble("");
            } catch (QGateException notNow) {
                if (notNow.code() != QrngError.EMPTY && notNow.code() != QrngError.NO_HEALTHY_SOURCE) {
                    press.closed(clock.wallMs());
                }
                trouble(notNow.getMessage());
            } catch (BadBlock bad) {
                trouble("a block that was to be made is none: " + bad.getMessage());
            }
        }
    }

    private void trouble(String now) {
        if (!now.equals(trouble)) {
            trouble = now;
            if (now.isEmpty()) {
                LOG.info("minting blocks of stream {}", press.stream());
            } else {
                LOG.info("no block can be minted now: {}", now);
            }
        }
    }

    @Override
    public String stream() {
        return tally.hasRoom() ? press.stream() : "";
    }

    @Override
    public void made(BatchHeader batch) {
        try {
            tally.made(origins.note(batch));
        } catch (BadBlock | IllegalArgumentException unfit) {
            tally.lost();
            LOG.warn("a batch of {} cannot be listed: {}", batch.device(), unfit.getMessage());
        }
    }

    @Override
    public void discarded(String device, long window, List<Finding> findings) {
        tally.discarded(origins.known(device));
    }

    @Override
    public void quarantined(String device, long lastClean, long window, Finding finding) {
        Press.Quarantine event =
                new Press.Quarantine(device, lastClean, window, finding.code().id(), finding.cause());
        // What no block can say would stand in the way of all that comes after it.
        if (!device.matches(DEVICE) || !press.quarantined(event)) {
            LOG.warn(
                    "the failure of '{}' at window {} is not minted: too many wait, or no device is named so",
                    device,
                    window);
        }
        if (workers != null) {
            wake();
        }
    }

    /** Returns where minting stands. */
    public MintStatus status() {
        return new MintStatus(press.stream(), press.head(), press.minted(), tally.size(), tally.unlisted(), trouble);
    }

    /** Returns the streams of which blocks are kept, the present one first. */
    public List<String> streams() {
        return ledger.streams();
    }

    /** As {@link org.qgate.api.qrng.Qrng#blocks}. */
    public List<BlockInfo> blocks(String stream, long before, int limit) {
        return ledger.blocks(stream, before, limit);
    }

    /** As {@link org.qgate.api.qrng.Qrng#block}. */
    public byte[] block(String stream, long sequence) {
        return ledger.block(stream, sequence);
    }

    /** As {@link org.qgate.api.qrng.Qrng#blockInfo}. */
    public BlockInfo blockInfo(String stream, long sequence) {
        return ledger.blockInfo(stream, sequence);
    }

    /** As {@link org.qgate.api.qrng.Qrng#verify(String)}. */
    public BlockCheck verify(String stream) {
        return ledger.verify(stream);
    }

    /** As {@link org.qgate.api.qrng.Qrng#verify(Path)}. */
    public BlockCheck verify(Path file) {
        return ledger.verify(file);
    }

    /** As {@link org.qgate.api.qrng.Qrng#export}; whoever calls has audited it. */
    public long export(String stream, long from, long to, Path file) {
        return ledger.export(stream, from, to, file);
    }

    /** Keeps what is not minted yet, and ends. Idempotent. */
    @Override
    public void close() {
        synchronized (turn) {
            if (closed) {
                return;
            }
            closed = true;
            try {
                store.now().ifPresent(press::save);
            } catch (QGateException lost) {
                LOG.warn("what no manifest lists yet could not be kept: {}", lost.getMessage());
            }
        }
        try {
            if (timer != null) {
                timer.close();
            }
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible); // a timer's end throws nothing
        }
        if (workers != null) {
            workers.close();
        }
    }
}
