package org.qgate.gate;

import org.qgate.ext.Permission;

/** How often a permission was used and refused, and when last; 0 for never. */
public record PermissionUse(
        Permission permission, long uses, long lastUseWallMs, long refusals, long lastRefusalWallMs) {}
