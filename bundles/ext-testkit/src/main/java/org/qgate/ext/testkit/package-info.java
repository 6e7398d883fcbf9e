/** A host for tests of extenders, without a node. */
package org.qgate.ext.testkit;
