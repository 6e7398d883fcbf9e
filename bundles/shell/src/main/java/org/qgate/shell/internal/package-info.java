/** What the shell's commands share: the services they ask and the streams they write to. */
package org.qgate.shell.internal;
