package org.qgate.crypto.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.Provider;
import java.security.Security;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.CryptoStatus.Randomness;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.crypto.internal.cgo.CgoLayer;
import org.qgate.crypto.internal.cgo.LayerForm;
import org.qgate.crypto.internal.primitive.Aead;
import org.qgate.crypto.internal.primitive.Ciphers;

/** The optional provider gives what the runtime's gives, or is not used. */
class SwiftAesTest {
    private static final boolean BUILT_FOR_THIS = System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");

    @Test
    void shouldBeThereWhereItsLibraryIsBuiltFor_andNotRegistered() {
        assumeTrue(BUILT_FOR_THIS);
        Provider found = SwiftAes.find();
        assertNotNull(found);
        assertNull(Security.getProvider(found.getName()));
        String first = SpeedProbe.atStart()
                .status(Randomness.of("test"))
                .algorithms()
                .get(0)
                .provider();
        assertEquals(found.getName(), first);
        assertEquals(found, SpeedProbe.atStart().ciphers().swift());
    }

    /** Class loaders as a node's: one has the bundle, none has the jar. */
    @Test
    void shouldDoWithoutItWhenTheJarIsAbsent() throws Exception {
        URL classes = SwiftAes.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader jarless = new ClassLoader(SwiftAes.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("com.amazon.")) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
        try (URLClassLoader bundle = new URLClassLoader(new URL[] {classes}, jarless) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.startsWith(SwiftAes.class.getPackageName() + ".")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
            }
        }) {
            Class<?> probe = Class.forName(SpeedProbe.class.getName(), true, bundle);
            Object started = open(probe.getDeclaredMethod("atStart")).invoke(null);
            Object ciphers = open(probe.getDeclaredMethod("ciphers")).invoke(started);
            assertNull(ciphers.getClass().getMethod("swift").invoke(ciphers));
        }
    }

    private static Method open(Method method) {
        method.setAccessible(true);
        return method;
    }

    @Test
    void shouldBeRefusedWhenAnswersAreWrongOrMissing() {
        assertTrue(SelfTest.passes(Ciphers.standard()));
        Provider empty = new Provider("Empty", "1", "offers nothing") {
            private static final long serialVersionUID = 1L;
        };
        assertFalse(SelfTest.passes(Ciphers.standard().with(empty)));
        Provider wrong = new Provider("Wrong", "1", "takes Camellia for AES") {
            private static final long serialVersionUID = 1L;
        };
        wrong.put("Cipher.AES", "org.bouncycastle.jcajce.provider.symmetric.Camellia$ECB");
        assertDoesNotThrow(() -> Ciphers.standard().with(wrong).gcm()); // it works, and says something else
        assertFalse(SelfTest.passes(Ciphers.standard().with(wrong)));
    }

    /** Layers of both kinds on either side of a hop, in any order of operations, exported at any time. */
    @Test
    void shouldAgreeWithTheRuntimeOnEveryCell() {
        assumeTrue(BUILT_FOR_THIS);
        long seed = Long.getLong("qgate.seed", System.nanoTime());
        Random random = new Random(seed);
        Ciphers swift = Ciphers.standard().with(SwiftAes.find());
        byte[] keys = new byte[LayerForm.SEED];
        random.nextBytes(keys);
        CellSize size = CellSize.LARGE;
        CgoLayer swiftRelay = LayerForm.fresh(swift, size, keys);
        CgoLayer plainRelay = LayerForm.fresh(Ciphers.standard(), size, keys);
        CgoLayer client = LayerForm.fresh(swift, size, keys);
        byte[] cell = new byte[size.body()];
        byte[] one = new byte[size.body()];
        byte[] other = new byte[size.body()];
        byte[] back = new byte[size.body()];
        for (int i = 0; i < 2_000; i++) {
            random.nextBytes(cell);
            boolean originates = random.nextInt(3) == 0;
            if (originates) {
                swiftRelay.relayOriginate(3, cell, 0, one, 0);
                plainRelay.relayOriginate(3, cell, 0, other, 0);
            } else {
                swiftRelay.relayInbound(3, cell, 0, one, 0);
                plainRelay.relayInbound(3, cell, 0, other, 0);
            }
            assertArrayEquals(other, one, "seed " + seed + " cell " + i);
            assertEquals(originates, client.clientInbound(3, one, 0, back, 0), "seed " + seed + " cell " + i);
            assertArrayEquals(cell, back, "seed " + seed + " cell " + i);
            if (random.nextInt(50) == 0) {
                swiftRelay = LayerForm.restore(random.nextBoolean() ? swift : Ciphers.standard(), swiftRelay.export());
                client = LayerForm.restore(random.nextBoolean() ? swift : Ciphers.standard(), client.export());
            }
        }
    }

    @Test
    void shouldOpenTheRuntimesRecordsAndTheOtherWayRound() {
        assumeTrue(BUILT_FOR_THIS);
        Ciphers[] kinds = {Ciphers.standard(), Ciphers.standard().with(SwiftAes.find())};
        byte[] text = new byte[16_384];
        new Random(1).nextBytes(text);
        byte[] sealed = new byte[text.length + Aead.TAG];
        byte[] opened = new byte[text.length];
        for (int i = 0; i < 2; i++) {
            Aead sealing = Aead.sealing(LinkSuite.AES_GCM, kinds[i], new byte[Aead.KEY]);
            Aead opening = Aead.opening(LinkSuite.AES_GCM, kinds[1 - i], new byte[Aead.KEY]);
            for (int counter = 0; counter < 3; counter++) {
                sealing.apply(counter, null, text, 0, text.length, sealed, 0);
                assertEquals(text.length, opening.apply(counter, null, sealed, 0, sealed.length, opened, 0));
                assertArrayEquals(text, opened);
            }
        }
    }
}
