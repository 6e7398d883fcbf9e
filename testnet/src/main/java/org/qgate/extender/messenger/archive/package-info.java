/** An extender that fills the messenger's history and searches it, and says how long that took. */
package org.qgate.extender.messenger.archive;
