/** The bundle's component: opens and closes the store with the vault, tends it, hands it over. */
package org.qgate.store.internal;
