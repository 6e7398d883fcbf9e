/** Extenders that run in processes of their own, to be measured. */
package org.qgate.bench.process;
