/** Proxy protocols without sockets: bytes in, bytes and requests out. No policy lives here. */
package org.qgate.dpn.internal.proxy;
