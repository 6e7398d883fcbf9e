/** The doors for programs of this machine. */
package org.qgate.local.internal;
