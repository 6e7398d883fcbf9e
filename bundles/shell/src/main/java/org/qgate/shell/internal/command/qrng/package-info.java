/** Commands of the scopes {@code qrng} and {@code block}: devices, pool, subscriptions, signed blocks. */
package org.qgate.shell.internal.command.qrng;
