/** What was said, and how it is found again. */
package org.qgate.extender.messenger.history;
