/** Frames and values between a node and the process of an extender. */
package org.qgate.sandbox.wire;
