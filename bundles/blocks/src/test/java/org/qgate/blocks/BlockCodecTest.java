package org.qgate.blocks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The one encoding of each block. */
class BlockCodecTest {
    private final TestStream chain = TestStream.every(3);

    @Test
    void shouldReadWhatWasWritten() {
        for (byte[] block : chain.blocks) {
            assertArrayEquals(block, BlockCodec.encode(BlockCodec.decode(block)));
        }
    }

    @Test
    void shouldRefuseEveryBeginning() {
        for (byte[] block : chain.blocks) {
            for (int length = 0; length < block.length; length += 7) {
                byte[] part = Arrays.copyOf(block, length);
                assertThrows(BadBlock.class, () -> BlockCodec.decode(part));
            }
        }
    }

    @Test
    void shouldSayWhichFieldIsWrong() {
        byte[] genesis = chain.blocks.get(0).clone();
        genesis[Layout.AT_CONTENT + Layout.DUAL_KEY + 4] = 2; // a flag is 0 or 1
        BadBlock bad = assertThrows(BadBlock.class, () -> BlockCodec.decode(genesis));
        assertEquals("binding", bad.field());
        assertEquals(Layout.AT_CONTENT + Layout.DUAL_KEY + 4, bad.at());
    }

    @Test
    void shouldRefuseBytesBetweenContentAndSignature() {
        byte[] skip = chain.blocks.get(6);
        byte[] longer = Arrays.copyOf(skip, skip.length + 1);
        longer[Layout.AT_LENGTH + 3]++;
        BadBlock bad = assertThrows(BadBlock.class, () -> BlockCodec.decode(longer));
        assertEquals("end", bad.field());
    }

    @Test
    void shouldKeepABinding() {
        NodeBinding binding = new NodeBinding("testnet", new byte[32], new byte[100], new byte[Layout.SIGNATURE]);
        Genesis genesis = new Genesis(chain.crypto.dualKey(), 60, Optional.of(binding));
        byte[] encoded = BlockCodec.encode(genesis);
        Genesis read = (Genesis) BlockCodec.decode(Kind.GENESIS, encoded);
        assertArrayEquals(encoded, BlockCodec.encode(read));
        assertEquals("testnet", read.binding().orElseThrow().networkId());
    }

    @Test
    void shouldHoldTheLargestManifest() {
        List<PrivateManifest.Device> devices = new ArrayList<>();
        List<PrivateManifest.Window> windows = new ArrayList<>();
        for (int i = 0; i < Layout.MAX_DEVICES; i++) {
            devices.add(new PrivateManifest.Device(TestStream.device(String.format("d%031d", i)), i));
        }
        for (int i = 0; i < Layout.MAX_WINDOWS; i++) {
            windows.add(new PrivateManifest.Window(i * devices.size() / Layout.MAX_WINDOWS, chain.window(i, false)));
        }
        chain.add(new PrivateManifest(devices, windows, 0), chain.slot);
        assertTrue(chain.verify().sound());
        windows.add(windows.get(0));
        chain.add(new PrivateManifest(devices, windows, 0), chain.slot);
        assertEquals(Optional.of("windows"), chain.verify().refusal().map(Verification.Refusal::field));
    }

    @Test
    void shouldRefuseToMakeTooLongABlock() {
        List<Recall.Windows> windows = new ArrayList<>();
        for (int i = 0; i < 14_000; i++) {
            windows.add(new Recall.Windows(Optional.empty(), "d", i, i));
        }
        Recall content = new Recall("QG-QRN-0010", "", false, windows, List.of());
        assertThrows(
                IllegalArgumentException.class,
                () -> chain.add(content, chain.slot).recall(1).blocks.size());
    }

    @Test
    void shouldMakeTextsFit() {
        assertEquals("a?b?", Texts.fit("a\nb\u00e9"));
        assertEquals(Layout.MAX_TEXT, Texts.fit("x".repeat(900)).length());
    }

    @Test
    void shouldTellWhatItSays() {
        Block failure = BlockCodec.decode(chain.blocks.get(4));
        assertEquals("QG-QRN-0010", Facts.of(failure).get("code"));
        assertEquals(
                "SHA-512 of 65536 bytes at 7.2 bits a sample, RBG3_XOR",
                Facts.of(BlockCodec.decode(chain.blocks.get(1))).get("origin 0 conditioning"));
    }
}
