package org.qgate.ext.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.ext.Host;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;

/** What all contracts share. */
public abstract class Contract {
    /** Longer than anything takes on a busy machine. */
    protected static final long LONG_MS = 60_000;

    /** More than any test uses, where it does not say otherwise. */
    protected static final Quota WIDE = new Quota(4, 1_000, 1 << 22, 16, 100_000, 1L << 30, 1 << 20, 10_000);

    @TempDir
    private Path folder;

    private Tier tier;

    /** Makes what is tested. */
    protected abstract Tier make(Path ownFolder);

    @BeforeEach
    void open() {
        tier = make(folder);
    }

    @AfterEach
    void close() {
        tier.close();
    }

    /** Returns what is tested. */
    protected final Tier tier() {
        return tier;
    }

    /** An allowance with every permission that there is, for the named protocols and topics. */
    protected static Allowance allowance(String id, Quota quota, String... scope) {
        return allowance(id, quota, Set.of(Permission.values()), scope);
    }

    /** An allowance with some permissions, for the named protocols and topics. */
    protected static Allowance allowance(String id, Quota quota, Set<Permission> granted, String... scope) {
        Map<Permission, Set<String>> grants = new EnumMap<>(Permission.class);
        granted.stream().filter(Permission::available).forEach(each -> grants.put(each, Set.of(scope)));
        return new Allowance(id, "1.0.0", "publisher", grants, Set.of(), quota, Map.of());
    }

    /** A host with every permission. */
    protected final Host host(String id, String... scope) {
        return tier.host(allowance(id, WIDE, scope));
    }

    /** Makes sure that a step is refused, and why. */
    protected static RefusedException refused(Reason reason, Executable step) {
        RefusedException refusal = assertThrows(RefusedException.class, step);
        assertEquals(reason, refusal.reason(), refusal.getMessage());
        return refusal;
    }

    /** Returns what one permission was used for. */
    protected final Use use(String id, Permission permission) {
        return tier.uses(id).stream()
                .filter(each -> each.permission() == permission)
                .findFirst()
                .orElse(new Use(permission, 0, 0, 0));
    }

    /** Waits for a condition. */
    protected static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONG_MS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + what);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** The bytes of a text. */
    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
