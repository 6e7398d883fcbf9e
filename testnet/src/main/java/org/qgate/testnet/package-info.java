/**
 * Networks of real node processes on this machine: start, look at, drive and stop them. For tests, benchmarks and
 * {@code ./qgate testnet}; the command line is in {@code cli}. No part of a node.
 */
package org.qgate.testnet;
