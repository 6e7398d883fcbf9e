package org.qgate.qrng.internal.mint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qgate.api.qrng.BlockCheck;
import org.qgate.api.store.Batch;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Store;
import org.qgate.sim.FaultDisk;
import org.qgate.sim.SimSeeds;
import org.qgate.store.internal.core.StoreCore;
import org.qgate.store.internal.core.StoreSettings;
import org.qgate.store.internal.journal.JournalSettings;

/**
 * Before each step that the store takes on its disk the power is lost, in thought: whatever the disk keeps, whoever mints on
 * from there never gives another block the sequence of one that anybody could have seen.
 */
class CrashTest {
    private static final int SEGMENT = 1 << 20;
    private static final int FATES = 3;
    private final Map<String, String> seen = new TreeMap<>();
    private long losses;

    @Test
    void shouldNeverSignTwoBlocksWithOneSequence() {
        SimSeeds.each(2, 20, this::life);
        if (Long.getLong(SimSeeds.ONE) == null) {
            assertTrue(losses >= 150, "only " + losses + " power losses");
        }
    }

    private void life(long seed) {
        Random random = new Random(seed);
        MintKit kit = new MintKit(seed);
        FaultDisk disk = new FaultDisk();
        seen.clear();
        try (StoreCore store = open(disk, kit)) {
            kit.store.set(watched(store));
            ChainMint mint = kit.mint();
            disk.beforeStep(step -> lose(disk, kit, random));
            for (int i = 0; i < 4; i++) {
                kit.nextSlot(mint);
                mint.made(kit.batch());
                kit.nowMs += 1_500;
                mint.step();
            }
            mint.quarantined("sim", 1, 3, kit.stuck());
            mint.step();
            kit.dry = true;
            kit.nextSlot(mint);
            kit.nowMs += 2 * MintKit.SLOT;
            kit.dry = false;
            mint.step();
            disk.beforeStep(step -> {});
            assertTrue(mint.verify(mint.stream()).sound());
            assertTrue(seen.size() >= 12, seen::toString);
        }
    }

    private static StoreCore open(FaultDisk disk, MintKit kit) {
        byte[] id = "store-identity-1".getBytes(StandardCharsets.US_ASCII);
        StoreSettings settings = new StoreSettings(new JournalSettings(SEGMENT, id), 1 << 28, false);
        return new StoreCore(disk, new OpenSeal(), kit, settings);
    }

    /** Another process goes on from what the disk has kept, with other randomness and at another time. */
    private void lose(FaultDisk disk, MintKit before, Random random) {
        for (int fate = 0; fate < FATES; fate++) {
            losses++;
            FaultDisk found = disk.afterPowerLoss(random);
            MintKit kit = new MintKit(random.nextLong(), before);
            kit.nowMs += random.nextInt(30_000);
            try (StoreCore store = open(found, kit)) {
                kit.store.set(store);
                ChainMint mint = kit.mint();
                mint.step();
                mint.made(kit.batch());
                kit.nextSlot(mint);
                String stream = mint.stream();
                BlockCheck check = mint.verify(stream);
                assertTrue(check.sound(), check::toString);
                mint.blocks(stream, -1, 1_000).forEach(block -> {
                    String key = key(stream, block.sequence());
                    assertEquals(seen.getOrDefault(key, block.digest()), block.digest(), "block " + block.sequence());
                });
                String head = key(stream, mint.status().head());
                seen.keySet().stream()
                        .filter(each -> each.startsWith(stream))
                        .forEach(each -> assertTrue(each.compareTo(head) <= 0, "what was seen is kept"));
            }
        }
    }

    private static String key(String stream, long sequence) {
        return stream + "/" + String.format("%016x", sequence);
    }

    /** Notes each block as soon as anybody can see it: when the batch that it is in was committed. */
    private Store watched(Store store) {
        return proxy(Store.class, store, (self, method, arguments) -> {
            Object result = method.invoke(store, arguments);
            return result instanceof Namespace found ? watched(found) : result;
        });
    }

    private Namespace watched(Namespace namespace) {
        return proxy(Namespace.class, namespace, (self, method, arguments) -> {
            Object result = method.invoke(namespace, arguments);
            return result instanceof Batch found ? watched(found) : result;
        });
    }

    private Batch watched(Batch batch) {
        List<byte[]> blocks = new ArrayList<>();
        return proxy(Batch.class, batch, (self, method, arguments) -> {
            Object result = method.invoke(batch, arguments);
            if (method.getName().equals("put") && arguments[0].equals("blocks")) {
                blocks.add((byte[]) arguments[1]);
                blocks.add((byte[]) arguments[2]);
            } else if (Boolean.TRUE.equals(result)) {
                note(blocks);
            }
            return result instanceof Batch ? self : result;
        });
    }

    private void note(List<byte[]> blocks) {
        for (int i = 0; i < blocks.size(); i += 2) {
            String key = HexFormat.of().formatHex(blocks.get(i));
            byte[] body = org.qgate.blocks.BlockCodec.body(blocks.get(i + 1));
            String digest = org.qgate.blocks.Digests.hex(
                    org.qgate.blocks.Digests.block(new NodeBlocks(new MintKit(1).provider), body));
            seen.put(key.substring(0, 64) + "/" + key.substring(64), digest);
        }
    }

    private static <T> T proxy(Class<T> type, T target, InvocationHandler handler) {
        InvocationHandler honest = (self, method, arguments) -> {
            try {
                return handler.invoke(self, method, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(target.getClass().getClassLoader(), new Class<?>[] {type}, honest));
    }
}
