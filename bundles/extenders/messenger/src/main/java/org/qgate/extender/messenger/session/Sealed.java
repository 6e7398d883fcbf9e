package org.qgate.extender.messenger.session;

/**
 * A message in its envelope. It may be sent, as often as need be, once {@code next} is stored: sealing two messages from the
 * same correspondence would use a key twice.
 *
 * @param next takes the place of the correspondence
 * @param envelope of the length of a {@link SizeClass}
 */
public record Sealed(Correspondence next, byte[] envelope) {}
