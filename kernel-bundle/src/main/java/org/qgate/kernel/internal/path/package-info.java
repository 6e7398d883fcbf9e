/** Guards and path selection: which relays, never how they are reached. */
package org.qgate.kernel.internal.path;
