package org.qgate.dpn.internal.entry;

import org.qgate.dpn.internal.rules.RuleAction;

/**
 * How requests of applications are treated.
 *
 * @param byDefault what holds where no rule matches: 1, 3 or 5 hops
 * @param isolateDestination whether the destination is part of the isolation key
 * @param maxNegotiating connections not answered yet
 */
public record EntrySettings(
        RuleAction byDefault, boolean isolateDestination, int maxNegotiating, long negotiationMs, long connectMs) {}
