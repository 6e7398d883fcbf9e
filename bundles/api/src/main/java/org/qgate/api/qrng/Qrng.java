package org.qgate.api.qrng;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.qgate.api.NodeId;
import org.qgate.api.error.QGateException;

/**
 * What operators do with devices, pool, subscriptions and blocks. Every change takes who asked for it and is audited. An
 * unknown device is QG-QRN-0001 everywhere. Blocking; thread-safe.
 */
public interface Qrng {
    /** Returns the drivers that are there, with what they say of themselves. */
    Map<String, String> drivers();

    /** Returns all devices, by name. */
    List<DeviceInfo> devices();

    /** Returns one device. */
    DeviceInfo device(String name);

    /** Returns its last sixty minutes, oldest first. */
    List<Minute> lastHour(String name);

    /**
     * Adds a device and begins with its start-up tests.
     *
     * @throws QGateException QG-QRN-0002 for what is not allowed, 0005 when the name is taken, 0006 for an unknown driver
     */
    DeviceInfo add(String actor, SourceSpec spec);

    /** Removes a device; bytes that lie ready stay. */
    void remove(String actor, String name);

    /**
     * Runs the start-up tests anew on fresh samples, which are not used; a failure quarantines.
     *
     * @return the device afterwards
     * @throws QGateException QG-QRN-0007 when it gave too few samples within 60 s
     */
    DeviceInfo test(String actor, String name);

    /**
     * Collects fresh samples and estimates their min-entropy. Takes up to minutes.
     *
     * @param samples 1,000,000 as SP 800-90B asks, or fewer (at least 10,000) for a quicker, weaker look
     */
    Assessment assess(String actor, String name, int samples);

    /** Uses nothing of a device from now on, recalls what was minted since its last clean window. */
    DeviceInfo quarantine(String actor, String name, String reason);

    /** Lets a quarantined device qualify again: start-up tests, then it is used. */
    DeviceInfo release(String actor, String name);

    /** Returns the pool. */
    PoolInfo pool();

    /** Returns this node's subscriptions. */
    List<Subscription> subscriptions();

    /**
     * Subscribes to a server, from now on and after restarts.
     *
     * @throws QGateException QG-QRN-0030 when it is this node itself
     */
    Subscription subscribe(String actor, NodeId server);

    /** Ends a subscription. */
    void unsubscribe(String actor, NodeId server);

    /** Returns who this node serves. */
    List<Lease> leases();

    /** Returns alerts, newest first, at most 1,000. */
    List<Alert> alerts();

    /** Returns the streams that this node mints or keeps, the own one first. */
    List<String> streams();

    /**
     * Returns blocks, newest first.
     *
     * @param before sequence to stop before; negative: from the newest
     * @throws QGateException QG-QRN-0040 for an unknown stream
     */
    List<BlockInfo> blocks(String stream, long before, int limit);

    /**
     * Returns a block's bytes.
     *
     * @throws QGateException QG-QRN-0041 when there is none
     */
    byte[] block(String stream, long sequence);

    /** Returns what a block says. */
    BlockInfo blockInfo(String stream, long sequence);

    /** Verifies what is kept of a stream. */
    BlockCheck verify(String stream);

    /** Verifies a file of blocks. */
    BlockCheck verify(Path file);

    /** Writes a stream's blocks, as they are verified elsewhere. */
    long export(String actor, String stream, long from, long to, Path file);

    /** Returns all numbers in the Prometheus text format, version 0.0.4. */
    String metrics();
}
