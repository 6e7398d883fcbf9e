package org.qgate.api.extender;

import java.util.List;

/**
 * One permission of one extender.
 *
 * @param asked scope in the manifest
 * @param granted whether it may at this moment
 * @param scope what it may; empty also for permissions without a scope
 * @param uses since the node started, refusals apart
 * @param lastUseWallMs 0 for never
 */
public record PermissionRow(
        String name,
        String level,
        String sentence,
        String reason,
        boolean optional,
        List<String> asked,
        boolean granted,
        List<String> scope,
        long uses,
        long lastUseWallMs,
        long refusals,
        long lastRefusalWallMs) {}
