/**
 * The author's kit: from {@code service.yaml} and a module's jar to a signed package. {@link org.qgate.packer.Packer} does it,
 * {@link org.qgate.packer.QsxMojo} within a Maven build.
 */
package org.qgate.packer;
