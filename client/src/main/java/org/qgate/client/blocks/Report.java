package org.qgate.client.blocks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.qgate.blocks.BlockCodec;
import org.qgate.blocks.BlockFile;
import org.qgate.blocks.ChainSummary;
import org.qgate.blocks.Digests;
import org.qgate.blocks.Evidence;
import org.qgate.blocks.Facts;
import org.qgate.blocks.Genesis;
import org.qgate.blocks.Kind;
import org.qgate.blocks.Verification;
import org.qgate.common.json.Json;

/** Verifies files and says what it came to. */
record Report(StandAloneCrypto crypto, Optional<byte[]> stream, PrintStream out, boolean json) {
    /** Verifies one file; returns whether all holds. */
    boolean one(Path file) throws IOException {
        long before = crypto.verified();
        Verification found = verification(file);
        print(out, json, facts(file, found, crypto.verified() - before));
        return found.sound();
    }

    private Verification verification(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return Verification.of(in, crypto, stream);
        }
    }

    private static Map<String, Object> facts(Path file, Verification found, long signatures) {
        ChainSummary summary = found.summary();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", file.toString());
        facts.put("sound", found.sound());
        found.refusal().ifPresent(refusal -> {
            facts.put("place", refusal.place());
            facts.put("reason", refusal.reason());
            facts.put("block", refusal.block());
            facts.put("byte", refusal.at());
            facts.put("field", refusal.field());
            facts.put("offset", refusal.offset());
        });
        facts.put("stream", summary.stream());
        facts.put("blocks", summary.blocks());
        Map<String, Object> kinds = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            kinds.put(kind.title(), summary.kinds().getOrDefault(kind, 0L));
        }
        facts.put("kinds", kinds);
        facts.put("signatures", 2 * signatures);
        facts.put("head", summary.head());
        facts.put("headDigest", summary.headDigest());
        facts.put("from", Instant.ofEpochMilli(summary.fromMs()).toString());
        facts.put("to", Instant.ofEpochMilli(summary.toMs()).toString());
        facts.put("missingBefore", summary.joined());
        facts.put("skippedSlots", summary.skippedSlots());
        facts.put("windows", summary.windows());
        facts.put(
                "recalledBlocks",
                summary.recalledBlocks().stream().map(Facts::blocks).toList());
        facts.put("recalledWindows", summary.recalledWindows());
        return facts;
    }

    static Map<String, Object> evidence(Path file, Evidence found) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", file.toString());
        facts.put("evidence", "the keys of this stream signed two different blocks with this sequence");
        facts.put("stream", found.stream());
        facts.put("sequence", found.sequence());
        facts.put("one", BlockCodec.decode(found.one()).kind().title());
        facts.put("other", BlockCodec.decode(found.other()).kind().title());
        return facts;
    }

    static Map<String, Object> refused(Path file, String place, String reason) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", file.toString());
        facts.put("sound", false);
        facts.put("place", place);
        facts.put("reason", reason);
        return facts;
    }

    static void print(PrintStream out, boolean json, Map<String, Object> facts) {
        if (json) {
            out.println(Json.write(facts));
            return;
        }
        facts.forEach((name, value) -> {
            if (!value.equals(List.of())) {
                out.printf("%-15s %s%n", name, text(value));
            }
        });
    }

    private static String text(Object value) {
        if (value instanceof Map<?, ?> map) {
            StringJoiner joined = new StringJoiner(", ");
            map.forEach((name, each) -> joined.add(each + " " + name));
            return joined.toString();
        }
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : "" + value;
    }

    /** Verifies two copies of one stream and looks for a block that they have differently; returns whether all holds. */
    boolean two(Path file, Path other, Optional<Path> evidence) throws IOException {
        Verification one = verification(file);
        Verification two = verification(other);
        if (!one.sound() || !two.sound() || !one.summary().stream().equals(two.summary().stream())) {
            Path wrong = one.sound() ? other : file;
            Verification found = one.sound() ? two : one;
            print(
                    out,
                    json,
                    found.sound()
                            ? refused(other, "block 0, byte 10: stream", "another stream than the first file's")
                            : facts(wrong, found, 0));
            return false;
        }
        Optional<Evidence> proof = contradiction(file, other);
        Map<String, Object> facts = proof.map(found -> evidence(file, found)).orElseGet(() -> facts(file, one, 0));
        facts.put("other", other.toString());
        facts.put("contradiction", proof.isPresent());
        if (proof.isPresent() && evidence.isPresent()) {
            Files.write(evidence.get(), proof.get().encode());
            facts.put("written", evidence.get().toString());
        }
        print(out, json, facts);
        return proof.isEmpty();
    }

    /** Both are sound, so sequences ascend: the two files are read side by side. */
    private Optional<Evidence> contradiction(Path file, Path other) throws IOException {
        try (InputStream one = new BufferedInputStream(Files.newInputStream(file));
                InputStream two = new BufferedInputStream(Files.newInputStream(other))) {
            BlockFile left = new BlockFile(one);
            BlockFile right = new BlockFile(two);
            Optional<byte[]> here = left.next();
            Optional<byte[]> there = right.next();
            byte[] keys = ((Genesis) BlockCodec.decode(here.orElseThrow()).content()).dualKey();
            while (here.isPresent() && there.isPresent()) {
                long order = Long.compare(sequence(here.get()), sequence(there.get()));
                if (order == 0 && !Arrays.equals(digest(here.get()), digest(there.get()))) {
                    return Optional.of(Evidence.of(keys, here.get(), there.get(), crypto));
                }
                here = order <= 0 ? left.next() : here;
                there = order >= 0 ? right.next() : there;
            }
            return Optional.empty();
        }
    }

    private static long sequence(byte[] block) {
        return BlockCodec.decode(block).header().sequence();
    }

    private byte[] digest(byte[] block) {
        return Digests.block(crypto, BlockCodec.body(block));
    }
}
