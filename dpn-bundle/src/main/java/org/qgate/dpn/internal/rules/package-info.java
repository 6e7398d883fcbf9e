/** The operator's rules per destination. */
package org.qgate.dpn.internal.rules;
