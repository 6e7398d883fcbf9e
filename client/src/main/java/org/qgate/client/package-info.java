/**
 * A small SSH client for one purpose: running shell commands on a node of this machine with that node's own operator
 * key, its host key pinned. No OSGi here, no prompt, no known-hosts file.
 */
package org.qgate.client;
