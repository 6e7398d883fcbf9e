/**
 * Stand-ins that are packed into an extender whose libraries log by {@code java.util.logging}: all of the node shares that
 * one, so extenders do not have it. What is logged there goes nowhere. Nothing here is used by the packer itself.
 */
package org.qgate.packer.quiet;
