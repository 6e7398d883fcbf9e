package org.qgate.extender.messenger.session;

/** What taking a message out of its envelope gave: it, or why not. */
public sealed interface Outside permits Unsealed, Refused {}
