/**
 * Running instances of extenders, by number: how one begins, serves, hands over and ends, and who watches that it keeps to its
 * quota.
 */
package org.qgate.gate.internal.host;
