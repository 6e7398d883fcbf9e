/** The store and those that it is compared with, behind one small interface. */
package org.qgate.bench.engine;
