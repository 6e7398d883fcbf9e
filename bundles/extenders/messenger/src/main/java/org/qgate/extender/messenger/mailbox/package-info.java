/** Boxes that keep envelopes for who is away, and know nothing of what is in them. */
package org.qgate.extender.messenger.mailbox;
