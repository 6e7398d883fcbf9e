/**
 * Wires the overlay to the bedrock: port table, turns of the loop, workers, settings, the DS component and the services
 * that other bundles call. No protocol logic lives here.
 */
package org.qgate.kernel.internal.node;
