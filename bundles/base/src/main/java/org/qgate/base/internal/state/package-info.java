/** The node's private folder: durable files, the lock against a second node, the data format. */
package org.qgate.base.internal.state;
