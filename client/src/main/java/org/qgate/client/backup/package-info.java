/** A whole node in one file, and back. */
package org.qgate.client.backup;
