/**
 * Cuts what an extender brings and does not use before it is verified, and says by which way it reaches what is left. In the
 * tier {@code guarded} nothing is named at run time (no reflection, no loaders), so that what no instruction leads to cannot
 * be used: classes, methods and fields are cut. In the tier {@code process} only whole classes that nothing names are cut.
 */
package org.qgate.packer.prune;
