/** Steps in the extender's space: what belongs together is changed together, by the one version whose turn it is. */
package org.qgate.extender.messenger.store;
