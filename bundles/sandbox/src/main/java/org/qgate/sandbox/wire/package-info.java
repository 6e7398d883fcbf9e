/**
 * The frames between a node and the process of an extender, used by both ends: values as bytes, frames, calls under way in both
 * directions, and the loop that moves bytes. Whatever the other end says is bounded before it is made; what is against
 * the rules is a {@link org.qgate.sandbox.wire.BreachException} and ends the line. No threads and no sockets are made here.
 */
package org.qgate.sandbox.wire;
