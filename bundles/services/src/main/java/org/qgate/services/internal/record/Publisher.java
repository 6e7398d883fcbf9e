package org.qgate.services.internal.record;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.qgate.common.json.Json;

/**
 * A publisher's key, as far as an operator trusts it.
 *
 * @param keyId 64 hexadecimal digits
 * @param file the key as its file, or a package, says
 * @param trusted whether an operator does
 * @param developer whether only as somebody who works on this machine, while {@code extender:dev} runs
 * @param pinned whether it came with a package, and no operator has said anything about it
 * @param replaced the key id before; empty for none
 * @param replacedBy the key id after; empty for none
 * @param sequence of the statement by which it replaced the one before; of its newest index, {@code seen} with its digest
 */
public record Publisher(
        String keyId,
        byte[] file,
        boolean trusted,
        boolean developer,
        boolean pinned,
        String replaced,
        String replacedBy,
        long sequence,
        long seen,
        String seenSha256,
        long sinceMs) {
    /** The same, trusted by an operator or not. */
    public Publisher trusted(boolean now) {
        return new Publisher(keyId, file, now, false, false, replaced, replacedBy, sequence, seen, seenSha256, sinceMs);
    }

    /** The same, trusted as a developer. */
    public Publisher developing() {
        return new Publisher(keyId, file, true, true, false, replaced, replacedBy, sequence, seen, seenSha256, sinceMs);
    }

    /** The same once another key stands for it. */
    public Publisher replacedBy(String next) {
        return new Publisher(
                keyId, file, trusted, developer, pinned, replaced, next, sequence, seen, seenSha256, sinceMs);
    }

    /** The same once an index of it was seen. */
    public Publisher seen(long number, String sha256) {
        return new Publisher(
                keyId, file, trusted, developer, pinned, replaced, replacedBy, sequence, number, sha256, sinceMs);
    }

    byte[] encode() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("keyId", keyId);
        json.put("file", Base64.getEncoder().encodeToString(file));
        json.put("trusted", trusted);
        json.put("developer", developer);
        json.put("pinned", pinned);
        json.put("replaced", replaced);
        json.put("replacedBy", replacedBy);
        json.put("sequence", sequence);
        json.put("seen", seen);
        json.put("seenSha256", seenSha256);
        json.put("sinceMs", sinceMs);
        return Json.write(json).getBytes(StandardCharsets.UTF_8);
    }

    static Publisher decode(byte[] value) {
        Fields json = Fields.read(value);
        return new Publisher(
                json.text("keyId"),
                Base64.getDecoder().decode(json.text("file")),
                json.flag("trusted"),
                json.names().contains("developer") && json.flag("developer"),
                json.names().contains("pinned") && json.flag("pinned"),
                json.text("replaced"),
                json.text("replacedBy"),
                json.number("sequence"),
                json.number("seen"),
                json.text("seenSha256"),
                json.number("sinceMs"));
    }
}
