/**
 * What every tier owes an extender, whatever it runs in: each contract asks a {@link org.qgate.gate.contract.Tier} for hosts
 * and tests their facades through the extender API alone.
 */
package org.qgate.gate.contract;
