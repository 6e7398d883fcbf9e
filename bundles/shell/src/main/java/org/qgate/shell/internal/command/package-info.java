/** One class a command. A command asks a contract, renders the answer, returns an exit code; it decides nothing. */
package org.qgate.shell.internal.command;
