/**
 * The store in memory: what a simulated node keeps, and what any implementation of the contract must do. Nothing here
 * depends on the real one.
 */
package org.qgate.sim.store;
