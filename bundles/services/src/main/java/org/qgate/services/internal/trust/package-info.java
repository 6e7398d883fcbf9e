/** Whose packages are believed. */
package org.qgate.services.internal.trust;
