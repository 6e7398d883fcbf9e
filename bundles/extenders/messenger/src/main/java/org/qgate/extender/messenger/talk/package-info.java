/** Messages out and in: each is delivered once, in order, whatever is lost, repeated or restarted in between. */
package org.qgate.extender.messenger.talk;
