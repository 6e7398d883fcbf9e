/**
 * How swappable bundles begin, hand over to their successors and end, and what operators may ask for. Contracts only: the
 * bedrock decides when which step happens. Nothing here names a particular bundle.
 */
package org.qgate.api.update;
