/** Where somebody is written to, as a value and as text. */
package org.qgate.extender.messenger.address;
