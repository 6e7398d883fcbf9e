/**
 * What runs in the process of an extender: it makes the extender's object, calls it when the node says so, and shows it a host whose
 * facades ask the node. Nothing here decides about anything; the node does.
 */
package org.qgate.sandbox.child;
