/** The state machine of extenders: what follows what, over a world that tests can make. Knows no framework. */
package org.qgate.services.internal.core;
