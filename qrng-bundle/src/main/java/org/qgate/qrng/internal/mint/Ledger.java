package org.qgate.qrng.internal.mint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.qgate.api.base.Current;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.BlockCheck;
import org.qgate.api.qrng.BlockInfo;
import org.qgate.api.store.Store;
import org.qgate.blocks.BadBlock;
import org.qgate.blocks.Block;
import org.qgate.blocks.BlockCodec;
import org.qgate.blocks.BlockCrypto;
import org.qgate.blocks.ChainVerifier;
import org.qgate.blocks.Digests;
import org.qgate.blocks.Evidence;
import org.qgate.blocks.Facts;
import org.qgate.blocks.Layout;
import org.qgate.blocks.Recall;
import org.qgate.blocks.Verification;

/** What can be asked of the blocks that are kept. Reads what is durable only. Thread-safe. */
final class Ledger {
    private static final int MOST = 10_000;
    private static final int LONGEST_EVIDENCE = 3 * Layout.MAX_BYTES;

    private final Current<Crypto> crypto;
    private final Current<Store> store;

    Ledger(Current<Crypto> crypto, Current<Store> store) {
        this.crypto = crypto;
        this.store = store;
    }

    /** What is kept of a stream: the first block, and all from the oldest to the head. */
    private record Run(byte[] stream, long oldest, long head) {}

    private ChainStore chain() {
        return new ChainStore(store.now()
                .orElseThrow(() -> new QGateException(QrngError.NOT_READY, "the store is closed: unlock the vault")));
    }

    private BlockCrypto blocks() {
        return new NodeBlocks(crypto.now()
                .orElseThrow(() -> new QGateException(QrngError.NOT_READY, "the cryptography is not there")));
    }

    private static List<Run> runs(ChainStore chain) {
        List<Run> runs = new ArrayList<>();
        chain.state()
                .map(ChainStore.Kept::state)
                .ifPresent(state -> runs.add(new Run(state.stream(), state.oldest(), state.head())));
        chain.ended().forEach(each -> runs.add(new Run(each.stream(), each.oldest(), each.head())));
        return runs;
    }

    private static Run run(ChainStore chain, String stream) {
        return runs(chain).stream()
                .filter(each -> Digests.hex(each.stream()).equals(stream))
                .findFirst()
                .orElseThrow(() -> new QGateException(QrngError.NO_STREAM, "stream '" + stream + "'"));
    }

    List<String> streams() {
        return runs(chain()).stream().map(each -> Digests.hex(each.stream())).toList();
    }

    byte[] block(String stream, long sequence) {
        ChainStore chain = chain();
        return block(chain, run(chain, stream), sequence);
    }

    private static byte[] block(ChainStore chain, Run run, long sequence) {
        return Optional.of(sequence)
                .filter(each -> each >= 0 && each <= run.head())
                .flatMap(each -> chain.block(run.stream(), each))
                .orElseThrow(() -> new QGateException(
                        QrngError.NO_BLOCK,
                        "block " + sequence + ": there are 0 and " + run.oldest() + " to " + run.head()));
    }

    BlockInfo blockInfo(String stream, long sequence) {
        ChainStore chain = chain();
        Run run = run(chain, stream);
        return info(block(chain, run, sequence), recalls(chain, run));
    }

    /** Returns blocks, newest first. */
    List<BlockInfo> blocks(String stream, long before, int limit) {
        ChainStore chain = chain();
        Run run = run(chain, stream);
        List<Recall> recalls = recalls(chain, run);
        long end = before < 0 ? run.head() : Math.min(before - 1, run.head());
        List<BlockInfo> found = new ArrayList<>();
        int wanted = Math.max(0, Math.min(limit, MOST));
        for (long sequence = end; sequence >= 0 && found.size() < wanted; sequence--) {
            if (sequence > 0 && sequence < run.oldest()) {
                sequence = 0; // between the first and the oldest only recalls are left
            }
            found.add(info(block(chain, run, sequence), recalls));
        }
        return Collections.unmodifiableList(found);
    }

    private static List<Recall> recalls(ChainStore chain, Run run) {
        List<Recall> recalls = new ArrayList<>();
        for (long sequence : chain.recalls(run.stream())) {
            chain.block(run.stream(), sequence)
                    .map(BlockCodec::decode)
                    .ifPresent(block -> recalls.add((Recall) block.content()));
        }
        return recalls;
    }

    private BlockInfo info(byte[] encoded, List<Recall> recalls) {
        Block block = BlockCodec.decode(encoded);
        long sequence = block.header().sequence();
        boolean recalled = recalls.stream()
                .flatMap(each -> each.blocks().stream())
                .anyMatch(each -> each.from() <= sequence && sequence <= each.to());
        return new BlockInfo(
                Digests.hex(block.header().stream()),
                sequence,
                block.kind().title(),
                block.header().slotMs(),
                Digests.hex(Digests.block(blocks(), BlockCodec.body(encoded))),
                encoded.length,
                recalled,
                Facts.of(block));
    }

    /** Verifies the first block, all from the oldest kept on, and each older recall. */
    BlockCheck verify(String stream) {
        ChainStore chain = chain();
        Run run = run(chain, stream);
        BlockCrypto crypto = blocks();
        long verified = 0;
        long at = 0;
        try {
            byte[] first = block(chain, run, 0);
            for (long recall : chain.recalls(run.stream())) {
                at = recall;
                if (recall < run.oldest()) {
                    ChainVerifier alone = new ChainVerifier(crypto, Optional.of(run.stream()));
                    alone.next(first);
                    alone.next(block(chain, run, recall));
                    verified++;
                }
            }
            ChainVerifier verifier = new ChainVerifier(crypto, Optional.of(run.stream()));
            at = 0;
            verifier.next(first);
            verified++;
            for (at = run.oldest(); at <= run.head(); at++) {
                verifier.next(block(chain, run, at));
                verified++;
            }
            return new BlockCheck(stream, verified, true, "", "");
        } catch (BadBlock bad) {
            String place = "block " + at + ", byte " + bad.at() + ": " + bad.field();
            return new BlockCheck(stream, verified, false, place, bad.reason());
        }
    }

    BlockCheck verify(Path file) {
        BlockCrypto crypto = blocks();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(4);
            byte[] start = in.readNBytes(4);
            in.reset();
            if (Evidence.begins(start)) {
                return evidence(in.readNBytes(LONGEST_EVIDENCE), crypto);
            }
            Verification found = Verification.of(in, crypto, Optional.empty());
            return new BlockCheck(
                    found.summary().stream(),
                    found.summary().blocks(),
                    found.sound(),
                    found.refusal().map(Verification.Refusal::place).orElse(""),
                    found.refusal().map(Verification.Refusal::reason).orElse(""));
        } catch (IOException unreadable) {
            throw new QGateException(QrngError.FILE, file + " could not be read", unreadable);
        }
    }

    private static BlockCheck evidence(byte[] encoded, BlockCrypto crypto) {
        try {
            Evidence proof = Evidence.verify(encoded, crypto, Optional.empty());
            return new BlockCheck(
                    proof.stream(),
                    2,
                    false,
                    "sequence " + proof.sequence(),
                    "evidence: the stream's keys signed two different blocks with this sequence");
        } catch (BadBlock bad) {
            return new BlockCheck("", 0, false, "byte " + bad.at() + ": " + bad.field(), bad.reason());
        }
    }

    /** Writes the first block and those of a range; a negative end is the last one. */
    long export(String stream, long from, long to, Path file) {
        ChainStore chain = chain();
        Run run = run(chain, stream);
        long first = Math.max(from, run.oldest());
        long last = to < 0 ? run.head() : Math.min(to, run.head());
        Path aside = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            long written = 1;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(aside))) {
                out.write(block(chain, run, 0));
                for (long at = first; at <= last; at++) {
                    out.write(block(chain, run, at));
                    written++;
                }
            }
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } catch (IOException failed) {
            throw new QGateException(QrngError.FILE, file + " could not be written", failed);
        }
    }
}
