/** Entry: from an application's connection to a stream. Carries no byte after the splice. */
package org.qgate.dpn.internal.entry;
