package org.qgate.base.internal.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.base.internal.state.FileStateFolder;
import org.qgate.common.ssh.ShellKey;

class ShellKeysTest {
    @TempDir
    private Path temporary;

    private FileStateFolder state;
    private Path users;

    @BeforeEach
    void open() {
        state = FileStateFolder.open(temporary.resolve("qgate"));
        users = temporary.resolve("keys.properties");
    }

    @AfterEach
    void close() {
        state.close();
    }

    /** A public key that a node once made and whose owner Karaf then refused. */
    private static KeyPair misread() throws Exception {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(
                new BigInteger("ffd24ffaaa0ba8ff8c6065ccf166f48de44fac6142df6af24671b2ed796df4cb", 16),
                new BigInteger("5423a7d277f3290e9d93aaf594a29a733ddfb58be909d3f5b5f67ea2f1eb4d19", 16));
        ECPublicKeySpec key = new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class));
        return new KeyPair(KeyFactory.getInstance("EC").generatePublic(key), null);
    }

    @Test
    void shouldMakeNoKeyThatKarafMisreads() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair plain = generator.generateKeyPair();
        while (((ECPublicKey) plain.getPublic()).getW().getAffineX().testBit(255)
                || ((ECPublicKey) plain.getPublic()).getW().getAffineY().testBit(255)) {
            plain = generator.generateKeyPair();
        }
        Iterator<KeyPair> pairs = List.of(misread(), plain).iterator();
        assertEquals(ShellKey.of(plain), ShellKey.usable(pairs::next));
    }

    @Test
    void shouldEncodeKeysAsTheStandardsSay() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        for (int i = 0; i < 64; i++) { // short numbers, which need padding, are one in 256
            KeyPair pair = generator.generateKeyPair();
            ShellKey key = ShellKey.of(pair);
            byte[] der = Base64.getMimeDecoder().decode(key.privatePem().replaceAll("-----[A-Z ]+-----", ""));
            byte[] point = Arrays.copyOfRange(der, 56, 121);
            assertEquals(121, der.length);
            assertEquals(((ECPrivateKey) pair.getPrivate()).getS(), new BigInteger(1, Arrays.copyOfRange(der, 7, 39)));
            assertEquals(
                    ((ECPublicKey) pair.getPublic()).getW().getAffineX(),
                    new BigInteger(1, Arrays.copyOfRange(point, 1, 33)));
            byte[] blob = Base64.getDecoder().decode(key.publicBlob());
            assertArrayEquals(point, Arrays.copyOfRange(blob, blob.length - 65, blob.length));
        }
    }

    @Test
    void shouldNotPrintTheSecret() {
        ShellKey key = ShellKey.generate();
        assertFalse(key.toString().contains("PRIVATE"), key.toString());
    }

    @Test
    void shouldMakeKeysOnceAndRegisterTheOperator() throws IOException {
        prepare();
        String operator = text("ssh/operator_key.pub");
        String host = text("ssh/host_key.pub");
        assertTrue(operator.startsWith("ecdsa-sha2-nistp256 "), operator);
        assertNotEquals(ShellKey.blobOf(operator), ShellKey.blobOf(host));
        assertEquals(
                List.of(
                        "admin = " + ShellKey.blobOf(operator) + ",_g_:admingroup",
                        "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh"),
                Files.readAllLines(users));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(users)));
        prepare();
        assertEquals(operator, text("ssh/operator_key.pub"));
    }

    @Test
    void shouldLeaveOtherUsersAndAnEditedOperatorAlone() throws IOException {
        Files.writeString(users, "# mine\nbob = AAAA,viewer,ssh\n");
        prepare();
        List<String> lines = Files.readAllLines(users);
        assertEquals(List.of("# mine", "bob = AAAA,viewer,ssh"), lines.subList(0, 2));
        Files.writeString(users, "admin = BBBB,_g_:admingroup\n");
        prepare();
        assertEquals("admin = BBBB,_g_:admingroup", Files.readAllLines(users).get(0));
    }

    @Test
    void shouldRegisterANewKeyWhenTheOldOneWasRemoved() throws IOException {
        prepare();
        String before = Files.readString(users);
        state.delete("ssh/operator_key");
        prepare();
        assertNotEquals(before, Files.readString(users));
        assertTrue(Files.readString(users).contains(ShellKey.blobOf(text("ssh/operator_key.pub"))));
    }

    private void prepare() {
        new ShellKeys(state, temporary).prepare();
    }

    private String text(String name) {
        return new String(state.read(name).orElseThrow(), StandardCharsets.US_ASCII);
    }
}
