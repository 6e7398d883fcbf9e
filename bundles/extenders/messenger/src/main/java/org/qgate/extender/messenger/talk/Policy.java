package org.qgate.extender.messenger.talk;

/**
 * What one wants.
 *
 * @param strangers whether somebody whom one does not know may write first
 * @param readReceipts whether others are told that one has read what they wrote
 */
public record Policy(boolean strangers, boolean readReceipts) {}
