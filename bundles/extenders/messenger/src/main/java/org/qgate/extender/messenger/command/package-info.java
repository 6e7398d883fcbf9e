/** What the operator commands. */
package org.qgate.extender.messenger.command;
