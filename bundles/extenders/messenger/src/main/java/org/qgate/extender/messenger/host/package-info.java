/** What joins the messenger to its node: settings, calls, timers, and whose turn it is. */
package org.qgate.extender.messenger.host;
