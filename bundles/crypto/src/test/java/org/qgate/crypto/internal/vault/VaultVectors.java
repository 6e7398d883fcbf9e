package org.qgate.crypto.internal.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.Vault;
import org.qgate.crypto.internal.RecordingRandom;
import org.qgate.crypto.internal.TestClock;
import org.qgate.crypto.internal.Vectors;
import org.qgate.crypto.internal.primitive.Ciphers;

/** Makes the content of {@code docs/vectors/vault.json}: key files, a header, values, from written draws. */
final class VaultVectors {
    static final String PASSPHRASE = "correct horse ☂";
    static final String MAP = "example/peers";

    private final RecordingRandom random = new RecordingRandom(201);
    private final VaultBench bench;

    VaultVectors(Path root) {
        bench = new VaultBench(root, 0);
    }

    Map<String, Object> all() {
        NodeVault vault =
                new NodeVault(bench.folder, random, new TestClock(), Ciphers.standard(), VaultBench.QUICK, state -> {});
        vault.create(KeyFiles.with(bench.key(), bench.recovery()), VaultBench.words(PASSPHRASE));
        vault.rotate();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", "QGate's vault");
        all.put("version", 1);
        all.put("notes", notes());
        all.put("wall_ms", TestClock.START_MS);
        all.put("draws", random.taken());
        all.put("passphrase", PASSPHRASE);
        all.put("key_file", Vectors.hex(VaultBench.read(bench.key())));
        all.put("recovery_file", Vectors.hex(VaultBench.read(bench.recovery())));
        all.put("header", Vectors.hex(bench.headerBytes()));
        all.put("values", List.of(value(vault, 1, VaultBench.TEXT), value(vault, 2, new byte[0])));
        all.put("macs", List.of(mac(vault, 1), mac(vault, 2)));
        all.put("anchor", anchor(vault));
        return all;
    }

    private static List<String> notes() {
        return List.of(
                "All byte strings in hex. The format is in docs/vault.md; vault_reference.py reads this file without our code.",
                "draws: key-encryption key (32), key of epoch 1 (32), vault's id (16); name (16) and secret (32) of the key"
                        + " file, salt of its slot (32); the same of the recovery file; nonce of the first anchor (24);"
                        + " key of epoch 2 (32);"
                        + " nonce of the anchor of then (24).",
                "The passphrase is stretched with so little memory that it protects nothing: 64 KiB, 1 pass, 1 lane.");
    }

    private Map<String, Object> value(Vault vault, long epoch, byte[] text) {
        byte[] position = "segment 7, offset 4096".getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = new byte[text.length + Vault.OVERHEAD];
        vault.seal(MAP, epoch, position, text, 0, text.length, sealed, 0);
        random.taken();
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("map", MAP);
        made.put("epoch", epoch);
        made.put("position", Vectors.hex(position));
        made.put("text", Vectors.hex(text));
        made.put("sealed", Vectors.hex(sealed));
        return made;
    }

    private Map<String, Object> anchor(NodeVault vault) {
        vault.anchor(VaultBench.TEXT);
        vault.renewAnchor();
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("revision", 2L);
        made.put("store", Vectors.hex(VaultBench.TEXT));
        made.put(
                "file",
                Vectors.hex(VaultBench.read(
                        bench.medium.resolve("qgate-" + vault.status().id() + ".anchor"))));
        return made;
    }

    private Map<String, Object> mac(Vault vault, long epoch) {
        byte[] mac = new byte[Vault.MAC];
        vault.mac(MAP, epoch, VaultBench.HERE, VaultBench.TEXT, 0, VaultBench.TEXT.length, mac, 0);
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("map", MAP);
        made.put("epoch", epoch);
        made.put("context", Vectors.hex(VaultBench.HERE));
        made.put("text", Vectors.hex(VaultBench.TEXT));
        made.put("mac", Vectors.hex(mac));
        return made;
    }
}
