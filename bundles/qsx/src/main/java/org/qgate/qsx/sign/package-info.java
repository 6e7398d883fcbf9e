/**
 * Who says so: publishers' keys, signatures over manifests, statements of a new key, update indexes. Signatures are
 * verified by primitives that are given.
 */
package org.qgate.qsx.sign;
