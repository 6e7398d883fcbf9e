/** A device of random numbers that is none: an appliance's HTTPS and a FIFO, with faults on command, for tests and shows. */
package org.qgate.sim.device;
