/** Commands of the scopes {@code extender} and {@code publisher}: what operators may ask of extenders, and consent to. */
package org.qgate.shell.internal.command.extender;
