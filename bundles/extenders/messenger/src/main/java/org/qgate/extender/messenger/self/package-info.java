/** Who one is oneself: identity, pre-keys, and the boxes that one owns. */
package org.qgate.extender.messenger.self;
