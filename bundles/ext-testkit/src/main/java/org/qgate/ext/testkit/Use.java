package org.qgate.ext.testkit;

import org.qgate.ext.Permission;

/** How often a permission was used and refused, and when it was refused last; 0 for never. */
public record Use(Permission permission, long uses, long refusals, long lastRefusalWallMs) {}
