/**
 * What an extender holds: one small class for each facade, which asks the instance's present permit at each call, counts, and
 * passes values on. Nothing here keeps an object of a bundle that can be replaced.
 */
package org.qgate.gate.internal.facade;
