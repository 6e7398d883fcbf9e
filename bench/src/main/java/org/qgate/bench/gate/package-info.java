/** What the way into an extender costs, measured with JMH. */
package org.qgate.bench.gate;
