package org.qgate.extender.messenger.session;

/** What opening a message gave: its content, or why not. */
public sealed interface Opened permits Received, Refused {}
