/** Time, threads, cells for services that come and go, health, audit: what every part builds on. No I/O. */
package org.qgate.base.internal.work;
