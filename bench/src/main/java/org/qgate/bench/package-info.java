/** Benchmarks over real nodes: {@code path} and {@code boot}. Numbers are medians with extremes; bounds are asserted. */
package org.qgate.bench;
