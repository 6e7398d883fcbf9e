/** What is inside envelopes, as values; everything is bounded before it is made. */
package org.qgate.extender.messenger.content;
