package org.qgate.qrng.internal;

import java.util.List;
import org.qgate.api.NodeId;
import org.qgate.api.qrng.Lease;
import org.qgate.api.qrng.PoolInfo;
import org.qgate.api.qrng.Subscription;
import org.qgate.qrng.internal.fleet.PrometheusText;
import org.qgate.qrng.internal.mint.MintStatus;

/** Numbers of what is not a device: pool, blocks, subscriptions, leases. */
final class Numbers {
    private Numbers() {}

    static void pool(PrometheusText out, PoolInfo pool) {
        out.gauge("qgate_qrng_pool_bytes", "Conditioned bytes that lie ready.", pool.bytes());
        out.gauge("qgate_qrng_pool_capacity_bytes", "Most that is kept ready.", pool.capacityBytes());
        out.counter("qgate_qrng_pool_made_bytes_total", "Conditioned bytes taken in.", pool.madeBytes());
        out.counter("qgate_qrng_pool_taken_bytes_total", "Bytes given out.", pool.takenBytes());
        out.counter("qgate_qrng_pool_burnt_bytes_total", "Bytes dropped unused.", pool.burntBytes());
        out.gauge("qgate_qrng_pool_waiting", "Takers that wait.", pool.waiting());
        out.gauge("qgate_qrng_degraded", "1 while no source is healthy.", pool.degraded() ? 1 : 0);
        for (PoolInfo.Share share : pool.shares()) {
            out.gauge(
                    "qgate_qrng_pool_origin_bytes",
                    "Bytes that lie ready, by origin.",
                    share.bytes(),
                    "origin",
                    share.origin(),
                    "provenance",
                    share.provenance().name());
        }
        for (PoolInfo.Consumer each : pool.consumers()) {
            out.counter(
                    "qgate_qrng_consumer_bytes_total", "Bytes taken, by whom.", each.bytes(), "consumer", each.name());
        }
    }

    static void mint(PrometheusText out, MintStatus mint) {
        out.gauge("qgate_qrng_block_head", "Sequence of the last block; -1 when there is none.", mint.head());
        out.counter("qgate_qrng_blocks_total", "Blocks minted since the process started.", mint.minted());
        out.gauge("qgate_qrng_mint_waiting", "Batches that no manifest lists yet.", mint.waiting());
        out.counter("qgate_qrng_mint_unlisted_total", "Batches that none will list.", mint.unlisted());
        out.gauge(
                "qgate_qrng_mint_trouble",
                "1 while nothing is minted.",
                mint.trouble().isEmpty() ? 0 : 1);
    }

    static void subscriptions(PrometheusText out, List<Subscription> all) {
        for (Subscription each : all) {
            String server = each.server().toString();
            out.gauge(
                    "qgate_qrng_subscription_open",
                    "1 while a server gives bytes.",
                    each.state().equals("OPEN") ? 1 : 0,
                    "server",
                    server);
            out.counter(
                    "qgate_qrng_subscription_bytes_total", "Bytes received.", each.receivedBytes(), "server", server);
            out.counter("qgate_qrng_subscription_failures_total", "Failures.", each.failures(), "server", server);
        }
    }

    static void leases(PrometheusText out, List<Lease> all) {
        out.gauge("qgate_qrng_leases", "Subscribers that are served.", all.size());
        for (Lease each : all) {
            out.counter(
                    "qgate_qrng_lease_bytes_total",
                    "Bytes delivered, by lease.",
                    each.deliveredBytes(),
                    "lease",
                    each.lease(),
                    "node",
                    each.node().map(NodeId::toString).orElse(""));
        }
    }
}
