/** Tests of link, close to the code. */
package org.qgate.crypto.internal.link;
