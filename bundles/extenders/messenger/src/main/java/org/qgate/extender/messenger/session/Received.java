package org.qgate.extender.messenger.session;

import java.util.Optional;

/**
 * A message that was opened. Its content came from {@link Correspondence#other()} and nobody opened it here before, provided that
 * {@code next} was stored, and {@code used} deleted, in one step with what the content does.
 *
 * @param next takes the place of the correspondence
 * @param content what was written
 * @param used id of the one-time pre-key that it used up
 */
public record Received(Correspondence next, byte[] content, Optional<Integer> used) implements Opened {}
