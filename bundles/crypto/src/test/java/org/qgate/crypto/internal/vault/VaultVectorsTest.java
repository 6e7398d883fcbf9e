package org.qgate.crypto.internal.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.common.json.Json;
import org.qgate.crypto.internal.Vectors;

/**
 * The vault's format against {@code docs/vectors/vault.json}. A deliberate change writes the file anew:
 * {@code -Dqgate.vectors.write=true}.
 */
class VaultVectorsTest {
    @TempDir
    Path root;

    @Test
    void shouldMatchWrittenVectors() throws IOException {
        String made = Json.writePretty(new VaultVectors(root).all()) + "\n";
        if (Boolean.getBoolean("qgate.vectors.write")) {
            Files.writeString(Path.of(System.getProperty("qgate.docs"), "vectors", "vault.json"), made);
        }
        assertEquals(Vectors.own("vault.json").fields(), Json.read(made));
    }

    /** A vault that another version wrote opens by either key file. */
    @Test
    void shouldOpenWrittenVault() throws IOException {
        Vectors written = Vectors.own("vault.json");
        VaultBench bench = new VaultBench(root, 1);
        Files.createDirectories(bench.folder);
        Files.createDirectories(bench.recovery().getParent());
        Files.write(bench.header(), written.hex("header"));
        Files.write(bench.key(), written.hex("key_file"));
        Files.write(bench.recovery(), written.hex("recovery_file"));
        NodeVault daily = bench.vault();
        daily.unlock(bench.key(), VaultBench.words(written.text("passphrase")));
        NodeVault recovered = bench.vault();
        recovered.unlock(bench.recovery(), null);
        for (NodeVault vault : List.of(daily, recovered)) {
            for (Vectors value : written.list("values")) {
                byte[] text = VaultBench.open(
                        vault, value.text("map"), value.big("epoch"), value.hex("position"), value.hex("sealed"));
                assertEquals(value.text("text"), Vectors.hex(text));
            }
        }
    }

    @Test
    void shouldReadAWrittenAnchor() throws IOException {
        Vectors written = Vectors.own("vault.json");
        VaultBench bench = new VaultBench(root, 1);
        VaultBench.write(Files.createDirectories(bench.folder).resolve("header"), written.hex("header"));
        VaultBench.write(Files.createDirectories(bench.medium).resolve("node.key"), written.hex("key_file"));
        NodeVault vault = bench.vault();
        Vectors anchor = written.in("anchor");
        VaultBench.write(bench.medium.resolve("qgate-" + vault.status().id() + ".anchor"), anchor.hex("file"));
        vault.unlock(bench.key(), VaultBench.words(written.text("passphrase")));
        assertArrayEquals(anchor.hex("store"), vault.anchored().orElseThrow());
    }
}
