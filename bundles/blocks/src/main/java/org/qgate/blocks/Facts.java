package org.qgate.blocks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a block says, by name, in the order of the format: for people and for JSON. */
public final class Facts {
    private static final int LISTED = 16;

    private Facts() {}

    /** Returns the facts of a block's content; of a manifest's windows at most the first sixteen. */
    public static Map<String, String> of(Block block) {
        Map<String, String> facts = new LinkedHashMap<>();
        BlockHeader header = block.header();
        facts.put("previous", Digests.hex(header.previous()));
        facts.put("made", Long.toString(header.madeMs()));
        facts.put("commitment", Digests.hex(header.commitment()));
        content(facts, block.content());
        return facts;
    }

    private static void content(Map<String, String> facts, Content content) {
        if (content instanceof Genesis genesis) {
            facts.put("slot seconds", Integer.toString(genesis.slotSeconds()));
            genesis.binding().ifPresent(each -> facts.put("node", Digests.hex(each.nodeId())));
        } else if (content instanceof PublicValue found) {
            facts.put("local random", Digests.hex(found.localRandom()));
            facts.put("previous value", Digests.hex(found.previousValue()));
            facts.put("value", Digests.hex(found.value()));
            origins(facts, found.origins());
        } else if (content instanceof PrivateManifest manifest) {
            manifest(facts, manifest);
        } else if (content instanceof Failure failure) {
            device(facts, "", failure.device());
            facts.put("last clean window", Long.toString(failure.lastClean()));
            facts.put("window", Long.toString(failure.window()));
            facts.put("code", failure.code());
            facts.put("cause", failure.cause());
        } else if (content instanceof Skip skip) {
            facts.put("slots", Long.toString(skip.slots()));
            facts.put("reason", skip.reason().name());
        } else if (content instanceof Recall recall) {
            recall(facts, recall);
        }
    }

    private static void origins(Map<String, String> facts, List<Origin> origins) {
        facts.put("origins", Integer.toString(origins.size()));
        for (int i = 0; i < origins.size(); i++) {
            String prefix = "origin " + i + " ";
            device(facts, prefix, origins.get(i).device());
            window(facts, prefix, origins.get(i).window());
        }
    }

    private static void device(Map<String, String> facts, String prefix, DeviceFacts device) {
        device.server().ifPresent(each -> facts.put(prefix + "server", Digests.hex(each)));
        facts.put(prefix + "device", device.device());
        facts.put(prefix + "serial hash", Digests.hex(device.serialHash()));
        facts.put(prefix + "firmware hash", Digests.hex(device.firmwareHash()));
        facts.put(prefix + "provenance", device.provenance().map(Enum::name).orElse("not known"));
    }

    private static void window(Map<String, String> facts, String prefix, WindowFacts window) {
        facts.put(prefix + "window", Long.toString(window.window()));
        facts.put(prefix + "digest", Digests.hex(window.digest()));
        facts.put(prefix + "health", health(window));
        facts.put(prefix + "tests", tests(window));
        facts.put(prefix + "conditioning", conditioning(window));
        facts.put(prefix + "time", window.startedMs() + "-" + window.endedMs());
    }

    private static String health(WindowFacts window) {
        String known = window.samples() == 0 ? "passed" : "clean";
        return window.recalled() ? "recalled" : window.degraded() ? "degraded" : known;
    }

    private static String tests(WindowFacts window) {
        return window.samples() + " samples, run " + window.longestRun() + " of " + window.runCutoff() + ", proportion "
                + window.highestProportion() + " of " + window.proportionCutoff();
    }

    private static String conditioning(WindowFacts window) {
        return window.conditioning().title() + " of " + window.rawBytes() + " bytes at "
                + window.minEntropyMicrobits() / 1e6 + " bits a sample, " + window.construction();
    }

    private static void manifest(Map<String, String> facts, PrivateManifest manifest) {
        facts.put("unlisted", Long.toString(manifest.unlisted()));
        for (int i = 0; i < manifest.devices().size(); i++) {
            device(facts, "device " + i + " ", manifest.devices().get(i).facts());
            facts.put(
                    "device " + i + " discarded",
                    Long.toString(manifest.devices().get(i).discarded()));
        }
        facts.put("windows", Integer.toString(manifest.windows().size()));
        for (int i = 0; i < Math.min(LISTED, manifest.windows().size()); i++) {
            PrivateManifest.Window each = manifest.windows().get(i);
            facts.put("window " + i + " device", Integer.toString(each.device()));
            window(facts, "window " + i + " ", each.facts());
        }
    }

    private static void recall(Map<String, String> facts, Recall recall) {
        facts.put("code", recall.code());
        facts.put("reason", recall.reason());
        facts.put("pending", Boolean.toString(recall.pending()));
        for (int i = 0; i < recall.windows().size(); i++) {
            facts.put("windows " + i, windows(recall.windows().get(i)));
        }
        for (int i = 0; i < recall.blocks().size(); i++) {
            facts.put("blocks " + i, blocks(recall.blocks().get(i)));
        }
    }

    static String windows(Recall.Windows range) {
        Optional<String> server = range.server().map(each -> Digests.hex(each) + "/");
        return server.orElse("") + range.device() + " " + range.from() + "-" + range.to();
    }

    /** Returns a range of blocks as people read it. */
    public static String blocks(Recall.Blocks range) {
        return range.from() == range.to() ? Long.toString(range.from()) : range.from() + "-" + range.to();
    }
}
