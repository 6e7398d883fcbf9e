/** This node's own circuits and the streams it opens over them: building, choosing, rotating, retrying. */
package org.qgate.kernel.internal.circuit.client;
