/** Checks of a node and its machine, each with evidence, cause and remedy. */
package org.qgate.shell.internal.doctor;
