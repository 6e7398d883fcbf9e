/**
 * How much min-entropy samples have: the ten estimators of NIST SP 800-90B, section 6.3, and the comparison with a claim. Pure
 * functions over samples; knows no other package of this bundle.
 */
package org.qgate.qrng.internal.assess;
