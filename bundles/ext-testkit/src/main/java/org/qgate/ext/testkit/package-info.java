/**
 * Tests of extenders without a node. {@link org.qgate.ext.testkit.TestNetwork} holds nodes that dial each other,
 * {@link org.qgate.ext.testkit.TestNode} is one of them, {@link org.qgate.ext.testkit.TestExtender} an extender on it, and
 * {@link org.qgate.ext.testkit.TestHost} what the extender sees: it keeps the same contracts as the hosts of a real node. For
 * JUnit and any other framework, it needs none.
 *
 * <p>What differs from a node: signatures verify there, but keys are others; random bytes come again at each run on a clock by
 * hand; a data epoch has no branch of its own; quotas of the processor's time are not kept; classes are not verified.
 */
package org.qgate.ext.testkit;
