package org.qgate.api.extender;

import java.util.List;

/**
 * What an operator is asked, in words: one text for shell and web.
 *
 * @param id empty when the package could not even be read so far
 * @param fromVersion the version in office; empty for none
 * @param trust {@code trusted}, {@code first-party}, {@code unknown}: nobody said anything, or {@code untrusted}: nothing of it runs
 * @param tier where it would run: {@code guarded} or {@code process}; the terms say why
 * @param held why it would not go live even with consent; empty when it would
 * @param permissions a row each, those that need consent first
 * @param terms quotas, protocols, services needed, data epoch, tier
 * @param digests of the package and the bundle, with names
 * @param findings why the package is refused; empty when it is not
 * @param missing names of permissions that need a consent that nobody gave yet
 */
public record ConsentSheet(
        String id,
        String title,
        String fromVersion,
        String toVersion,
        String publisher,
        String keyId,
        String trust,
        String tier,
        String held,
        List<Row> permissions,
        List<Row> terms,
        List<String> digests,
        List<Finding> findings,
        List<String> missing) {
    /**
     * One thing that is asked for.
     *
     * @param level {@code normal}, {@code sensitive}, {@code privileged}; empty for terms
     * @param change {@code added}, {@code widened}, {@code same}, {@code narrowed} or {@code dropped}
     * @param sentence what it means, plainly
     * @param reason the publisher's words
     */
    public record Row(
            String name,
            String level,
            String change,
            String sentence,
            List<String> scope,
            String reason,
            boolean optional) {}

    /**
     * One reason for a refusal.
     *
     * @param code such as {@code QG-EXT-0150}
     * @param place class or entry; may be empty
     * @param reference what is used there; may be empty
     * @param rule what forbids it
     * @param substitute what to use instead; may be empty
     */
    public record Finding(String code, String place, String reference, String rule, String substitute) {}
}
