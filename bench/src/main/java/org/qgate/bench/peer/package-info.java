/**
 * The sides of a comparison: our network, Debian's Tor as a private network, nested OpenSSH. Each is a set of processes on
 * loopback behind one SOCKS5 port; what is measured of them lies one package up.
 */
package org.qgate.bench.peer;
