package org.qgate.qrng.internal.condition;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.qgate.api.crypto.Hashes;

/** One question to Hash_DRBG in the form of ACVP: seed, two or three steps, and what the last one gives. */
record DrbgCase(
        String name,
        HashFunction hash,
        byte[] entropy,
        byte[] nonce,
        byte[] personalization,
        List<Step> steps,
        byte[] answer) {
    /** What is done: {@code reseed}, {@code generate} or, with prediction resistance, {@code fresh}. */
    record Step(String what, byte[] entropy, byte[] additional) {}

    /** Reads a line of our file of facts. */
    static DrbgCase line(String line) {
        String[] fields = line.split(" ");
        List<Step> steps = new ArrayList<>();
        for (int i = 5; i + 3 < fields.length; i += 3) {
            steps.add(new Step(fields[i], hex(fields[i + 1]), hex(fields[i + 2])));
        }
        HashFunction hash = fields[1].equals("SHA-512") ? HashFunction.SHA_512 : HashFunction.SHA_256;
        byte[] answer = hex(fields[fields.length - 1]);
        return new DrbgCase(fields[0], hash, hex(fields[2]), hex(fields[3]), hex(fields[4]), steps, answer);
    }

    /** Reads a test of ACVP's own file. */
    static DrbgCase published(Map<?, ?> group, Map<?, ?> test) {
        boolean fresh = Boolean.TRUE.equals(group.get("predResistance"));
        List<Step> steps = new ArrayList<>();
        for (Object each : (List<?>) test.get("otherInput")) {
            Map<?, ?> step = (Map<?, ?>) each;
            String what = step.get("intendedUse").equals("reSeed") ? "reseed" : fresh ? "fresh" : "generate";
            steps.add(new Step(what, hex(step.get("entropyInput")), hex(step.get("additionalInput"))));
        }
        return new DrbgCase(
                test.get("tcId").toString(),
                group.get("mode").equals("SHA2-512") ? HashFunction.SHA_512 : HashFunction.SHA_256,
                hex(test.get("entropyInput")),
                hex(test.get("nonce")),
                hex(test.get("persoString")),
                steps,
                hex(test.get("returnedBits")));
    }

    private static byte[] hex(Object digits) {
        String text = digits == null || digits.equals("-") ? "" : digits.toString();
        return HexFormat.of().parseHex(text);
    }

    /** Asks it. */
    byte[] ask(Hashes by) {
        HashDrbg drbg = HashDrbg.instantiate(by, hash, entropy, nonce, personalization);
        byte[] out = {};
        for (Step step : steps) {
            out = new byte[answer.length];
            switch (step.what) {
                case "reseed" -> drbg.reseed(by, step.entropy, step.additional);
                case "fresh" -> drbg.generateFresh(by, step.entropy, step.additional, out, 0, out.length);
                default -> drbg.generate(by, step.additional, out, 0, out.length);
            }
        }
        return out;
    }
}
