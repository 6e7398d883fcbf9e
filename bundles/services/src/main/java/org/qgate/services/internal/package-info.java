/** The bundle that decides about extenders: its part of the platform, its components, its framework. */
package org.qgate.services.internal;
