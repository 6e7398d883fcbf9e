/** Commands for what programs of this machine may do. */
package org.qgate.shell.internal.command.local;
