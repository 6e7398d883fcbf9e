/**
 * The doors for programs of this machine: what opens and closes them. How requests are dispatched, tokens kept, certificates
 * made and bytes written stands in the packages below.
 */
package org.qgate.local.internal;
