/** An extender that uses every way in which Java finds code, for the packer's tests. */
package org.example.cut;
