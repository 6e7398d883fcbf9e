/** The disk of the machine. */
package org.qgate.store.internal.disk;
