package org.qgate.qsx.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.qgate.ext.Permission;
import org.qgate.qsx.Samples;
import org.qgate.qsx.manifest.Difference.Change;
import org.qgate.qsx.manifest.Difference.Kind;
import org.qgate.qsx.manifest.ServiceManifest.Policies;
import org.qgate.qsx.manifest.ServiceManifest.Publisher;
import org.qgate.qsx.manifest.ServiceManifest.Request;
import org.qgate.qsx.manifest.ServiceManifest.Requirement;
import org.qgate.qsx.manifest.ServiceManifest.Runtime;
import org.qgate.qsx.manifest.ServiceManifest.Tier;

/** "Not wider" is an order over manifests, and it is the one that means what it says. */
class DifferenceTest {
    private static final int ROUNDS = 6_000;
    private static final List<String> NAMES = List.of("a/1", "b/1", "c/1");
    private static final List<Permission> ASKED =
            List.of(Permission.LOG_WRITE, Permission.NET_ACCEPT, Permission.NET_DIAL, Permission.STORE_USE);

    private static boolean within(ServiceManifest one, ServiceManifest other) {
        return !Difference.between(other, one).isWider();
    }

    /** Few values each, so that pairs are often comparable. */
    private static ServiceManifest any(Random random) {
        List<Request> permissions = new ArrayList<>();
        for (Permission permission : ASKED) {
            if (random.nextInt(3) > 0) {
                boolean scoped = permission.id().startsWith("net.");
                TreeSet<String> scope = scoped ? some(random) : new TreeSet<>();
                permissions.add(new Request(permission, scope, "reason " + random.nextInt(), random.nextInt(4) == 0));
            }
        }
        Map<Quota.Item, Long> quota = new EnumMap<>(Quota.Item.class);
        quota.put(Quota.Item.THREADS, 1L + random.nextInt(2));
        quota.put(Quota.Item.MEMORY_MIB, 46L + random.nextInt(3));
        quota.put(Quota.Item.STREAMS, 1L + random.nextInt(2));
        List<Requirement> requires =
                random.nextInt(3) > 0 ? List.of() : List.of(new Requirement("org.x", "[" + random.nextInt(2) + ",5)"));
        return with(
                random.nextInt(8) == 0 ? "b".repeat(64) : "a".repeat(64),
                random.nextInt(3) == 0 ? Tier.GUARDED : Tier.PROCESS,
                permissions,
                some(random),
                requires,
                new Policies(
                        new Quota(quota),
                        random.nextInt(4) == 0 ? some(random) : new TreeSet<>(),
                        random.nextInt(8) == 0 ? "Other." : "",
                        random.nextInt(8) == 0 ? "1 a day" : ""));
    }

    private static TreeSet<String> some(Random random) {
        TreeSet<String> some = new TreeSet<>();
        NAMES.stream().filter(name -> random.nextInt(2) == 0).forEach(some::add);
        return some;
    }

    private static ServiceManifest with(
            String key,
            Tier tier,
            List<Request> permissions,
            TreeSet<String> provides,
            List<Requirement> requires,
            Policies policies) {
        ServiceManifest one = Samples.manifest();
        return new ServiceManifest(
                one.id(),
                one.version(),
                one.epoch(),
                one.title(),
                one.licence(),
                new Publisher("Example", key),
                new Runtime(tier, "[1.0,2)", one.runtime().entry()),
                List.of(),
                provides,
                requires,
                permissions,
                policies,
                one.lifecycle(),
                one.update(),
                one.commands());
    }

    private static void forAll(BiConsumer<Random, ServiceManifest> check) {
        long seed = Long.getLong("qgate.seed", 20261120);
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            try {
                check.accept(random, any(random));
            } catch (AssertionError failed) {
                throw new AssertionError("-Dqgate.seed=" + seed + ", round " + i, failed);
            }
        }
    }

    @Test
    void shouldFindNothingWiderThanItself() {
        forAll((random, one) -> {
            assertTrue(within(one, one));
            assertEquals(List.of(), Difference.between(one, one).changes());
        });
    }

    @Test
    void shouldFindTwoThatAreWithinEachOtherTheSame() {
        int[] met = new int[1];
        forAll((random, one) -> {
            ServiceManifest other = random.nextBoolean() ? any(random) : narrowed(one, random);
            if (within(one, other) && within(other, one)) {
                met[0]++;
                assertEquals(List.of(), Difference.between(one, other).changes());
            }
        });
        assertTrue(met[0] > 5, () -> "only " + met[0] + " pairs tell anything");
    }

    @Test
    void shouldGoNoFurtherInStepsThanAtOnce() {
        int[] met = new int[1];
        forAll((random, one) -> {
            ServiceManifest middle = narrowed(one, random);
            ServiceManifest last = narrowed(middle, random);
            assertTrue(
                    within(middle, one), () -> Difference.between(one, middle).toString());
            assertTrue(within(last, one), () -> Difference.between(one, last).toString());
            ServiceManifest other = any(random);
            if (within(one, other)) {
                met[0]++;
                assertTrue(within(last, other));
            }
        });
        assertTrue(met[0] > 20, () -> "only " + met[0] + " triples tell anything");
    }

    /** The same, or less of something. */
    private static ServiceManifest narrowed(ServiceManifest one, Random random) {
        List<Request> permissions = new ArrayList<>();
        for (Request each : one.permissions()) {
            TreeSet<String> scope = new TreeSet<>(each.scope());
            scope.removeIf(name -> random.nextInt(4) == 0);
            if (random.nextInt(4) > 0) {
                permissions.add(new Request(each.permission(), scope, "x", each.optional() || random.nextInt(4) == 0));
            }
        }
        TreeSet<String> provides = new TreeSet<>(one.provides());
        provides.removeIf(name -> random.nextInt(4) == 0);
        Map<Quota.Item, Long> quota = new EnumMap<>(Quota.Item.class);
        for (Quota.Item item : Quota.Item.values()) {
            long now = one.policies().quota().of(item);
            quota.put(item, now == item.least() || random.nextInt(8) > 0 ? now : now - 1);
        }
        TreeSet<String> egress = new TreeSet<>(one.policies().egress());
        egress.removeIf(name -> random.nextInt(4) == 0);
        return with(
                one.publisher().keyId(),
                random.nextInt(4) == 0 ? Tier.PROCESS : one.runtime().tier(),
                permissions,
                provides,
                random.nextInt(4) == 0 ? List.of() : one.requires(),
                new Policies(
                        new Quota(quota),
                        egress,
                        one.policies().data(),
                        random.nextInt(4) == 0 ? "" : one.policies().price()));
    }

    /** By another definition, written from scratch: everything that the newer one may do, the older one may too. */
    @Test
    void shouldBeWiderExactlyWhenSomethingIsPossibleThatWasNot() {
        int[] met = new int[2];
        forAll((random, one) -> {
            ServiceManifest other = random.nextInt(3) > 0 ? any(random) : narrowed(one, random);
            boolean wider = !possible(one).containsAll(possible(other));
            met[wider ? 1 : 0]++;
            assertEquals(wider, Difference.between(one, other).isWider(), () -> one + "\n" + other);
        });
        assertTrue(met[0] > 300 && met[1] > 300);
    }

    private static TreeSet<String> possible(ServiceManifest manifest) {
        TreeSet<String> all = new TreeSet<>();
        for (Request each : manifest.permissions()) {
            all.add("may " + each.permission());
            each.scope().forEach(name -> all.add("may " + each.permission() + " " + name));
            if (!each.optional()) {
                all.add("must " + each.permission());
            }
        }
        for (Quota.Item item : Quota.Item.values()) {
            long number = manifest.policies().quota().of(item);
            LongStream.concat(LongStream.of(1, 2, 3), LongStream.range(item.usual() - 8, item.usual() + 1))
                    .filter(step -> step <= number)
                    .forEach(step -> all.add("uses " + step + " of " + item));
        }
        manifest.provides().forEach(name -> all.add("serves " + name));
        manifest.requires().forEach(each -> all.add("needs " + each));
        manifest.policies().egress().forEach(name -> all.add("reaches " + name));
        all.add("data " + manifest.policies().data());
        if (!manifest.policies().price().isEmpty()) {
            all.add("costs " + manifest.policies().price());
        }
        all.add("key " + manifest.publisher().keyId());
        if (manifest.runtime().tier() == Tier.GUARDED) {
            all.add("in the node's process");
        }
        return all;
    }

    @Test
    void shouldNameWhatChanged() {
        ServiceManifest one = Samples.manifest();
        ServiceManifest other = Samples.manifest(List.of(
                Samples.request(Permission.NET_ACCEPT, false, "echo/1"),
                Samples.request(Permission.NET_DIAL, true, "echo/1", "mail/1"),
                Samples.request(Permission.STORE_USE, false)));
        Map<String, Change> changes = new java.util.TreeMap<>();
        Difference.between(one, other).changes().forEach(row -> changes.put(row.name(), row.change()));
        assertEquals(
                Map.of("log.write", Change.DROPPED, "net.dial", Change.WIDENED, "store.use", Change.ADDED), changes);
    }

    @Test
    void shouldNameANewDataFormatWithoutCallingItWider() {
        ServiceManifest one = Samples.manifest();
        ServiceManifest other = new ServiceManifest(
                one.id(),
                "2.0.0",
                2,
                one.title(),
                one.licence(),
                one.publisher(),
                one.runtime(),
                one.artifacts(),
                one.provides(),
                one.requires(),
                one.permissions(),
                one.policies(),
                one.lifecycle(),
                one.update(),
                one.commands());
        Difference difference = Difference.between(one, other);
        assertFalse(difference.isWider());
        assertEquals(Kind.EPOCH, difference.changes().get(0).kind());
        assertEquals(
                "1 2",
                difference.changes().get(0).before() + " "
                        + difference.changes().get(0).after());
    }
}
