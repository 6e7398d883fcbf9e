/** The command line: {@code testnet} and {@code demo}. Results to standard output, everything else to the error stream. */
package org.qgate.testnet.cli;
