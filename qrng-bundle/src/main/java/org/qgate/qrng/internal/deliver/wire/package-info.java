/** The messages of {@code qrng/1} ([QRN-*]): read and written in one form, every length bounded before it counts. */
package org.qgate.qrng.internal.deliver.wire;
