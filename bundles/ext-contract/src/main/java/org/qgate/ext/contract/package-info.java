/**
 * What every host of extenders keeps, as tests: the node in both of its tiers, and the test kit. Each contract asks a
 * {@link org.qgate.ext.contract.Tier} for hosts and tests their facades through the extender API alone. A test class extends
 * a contract and makes the tier.
 */
package org.qgate.ext.contract;
