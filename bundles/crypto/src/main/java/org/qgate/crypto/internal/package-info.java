/** The provider of the node's cryptography and its component. Nothing here logs. */
package org.qgate.crypto.internal;
