/**
 * The kernel and the cryptography of a running node replaced by classes of another loader, at random moments and with
 * faults. What is here is shared by all loaders; what each loader has its own copy of is below
 * {@code org.qgate.kernel.internal}.
 */
package org.qgate.kernel.handover;
