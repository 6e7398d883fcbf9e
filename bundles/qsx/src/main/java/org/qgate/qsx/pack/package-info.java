/**
 * Packages as bytes: a narrow kind of ZIP that every reader understands alike, and what stands in a package. Believes
 * nothing about who made it.
 */
package org.qgate.qsx.pack;
