/** The bedrock's start: which services exist, in which order they come, what is said when the node may not start. */
package org.qgate.base.internal;
