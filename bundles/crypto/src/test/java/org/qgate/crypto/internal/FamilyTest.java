package org.qgate.crypto.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.FamilyProof;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.QGateException;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.Vault;
import org.qgate.crypto.internal.primitive.EdDsa;

/** The key of a family that an operator brings to a node that has its vault already. */
class FamilyTest {
    @TempDir
    Path root;

    private TestFramework node;

    @BeforeEach
    void make() {
        node = new TestFramework(root);
    }

    private Crypto crypto() {
        return node.service(Crypto.class);
    }

    private Vault vault() {
        return node.service(Vault.class);
    }

    private Identity identity() {
        return crypto().identity(Node.NETWORK);
    }

    private static byte[] seed(int number) {
        return new SeededRandom(number).bytes(32);
    }

    private byte[] install(int number, boolean replace) {
        byte[] seed = seed(number);
        byte[] family = crypto().installFamily(seed, replace);
        assertArrayEquals(new byte[32], seed);
        assertArrayEquals(EdDsa.open(seed(number)), family);
        return family;
    }

    private void refused(String code, byte[] seed, boolean replace) {
        assertEquals(
                code,
                assertThrows(QGateException.class, () -> crypto().installFamily(seed, replace))
                        .codeId());
        assertArrayEquals(new byte[seed.length], seed, "wiped all the same");
    }

    private void assertMember(byte[] family, Identity member) {
        FamilyProof proof = member.family().orElseThrow();
        assertArrayEquals(family, proof.familyKey());
        assertTrue(crypto().signatures().verify(member.nodeId(), proof));
    }

    private String onDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : node.state.list("crypto")) {
            all.append(new String(Files.readAllBytes(node.state.path().resolve(name)), StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }

    @Test
    void shouldCountAtOnceAndAfterARestartAndLieSealed() throws IOException {
        CryptoComponent first = node.start();
        Identity here = identity();
        Identity there = crypto().identity("other.example");
        assertEquals(Optional.empty(), here.family());
        assertFalse(here.maintain());
        byte[] family = install(1, false);
        assertMember(family, here);
        assertMember(family, there);
        assertTrue(here.maintain(), "the descriptor changes");
        assertFalse(here.maintain());
        List<String> files = node.state.list("crypto");
        assertTrue(files.contains("crypto/family.key.sealed"), files.toString());
        assertFalse(files.contains("crypto/family.key"), files.toString());
        assertFalse(onDisk().contains(new String(seed(1), StandardCharsets.ISO_8859_1)));
        first.deactivate();
        node.start();
        assertMember(family, identity());
    }

    @Test
    void shouldBeReplacedOnPurposeOnly() {
        CryptoComponent first = node.start();
        byte[] family = install(1, false);
        refused("QG-CRY-0008", seed(2), false);
        assertMember(family, identity());
        assertArrayEquals(family, install(1, false), "the same may come again");
        byte[] other = install(2, true);
        assertMember(other, identity());
        first.deactivate();
        node.start();
        assertMember(other, identity());
    }

    @Test
    void shouldRefuseAnotherLength() {
        node.start();
        for (int length : new int[] {0, 31, 33, 64}) {
            refused("QG-CRY-0002", new SeededRandom(length).bytes(length), true);
        }
        assertEquals(Optional.empty(), identity().family());
    }

    @Test
    void shouldTakeNothingWithoutAnOpenVault() {
        node.settings.put("vault_create", "manual");
        node.start();
        refused("QG-VLT-0001", seed(1), false);
        vault().create(KeyFiles.only(node.key), null);
        Identity identity = identity();
        vault().lock();
        refused("QG-VLT-0002", seed(1), true);
        vault().unlock(node.key, null);
        assertEquals(Optional.empty(), identity.family());
        assertFalse(identity.maintain());
    }

    /** Whoever asks once an hour learns of it, whatever happened in that hour. */
    @Test
    void shouldNotBeForgottenByALock() {
        node.start();
        Identity identity = identity();
        byte[] family = install(1, false);
        vault().lock();
        vault().unlock(node.key, null);
        assertMember(family, identity);
        assertTrue(identity.maintain());
    }
}
