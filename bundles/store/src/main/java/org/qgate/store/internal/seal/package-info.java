/** What the store asks of the keeper of its keys. */
package org.qgate.store.internal.seal;
