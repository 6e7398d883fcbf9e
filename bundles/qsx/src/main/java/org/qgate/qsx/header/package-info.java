/**
 * What a bundle says of itself to the framework: generated from the manifest, and refused when it is anything else.
 */
package org.qgate.qsx.header;
