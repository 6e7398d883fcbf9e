/**
 * What publishers write and nodes read: release keys, release lists, packages with one bundle. Formats only: signing and
 * verifying are given, versions are texts.
 */
package org.qgate.common.release;
