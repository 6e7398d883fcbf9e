/** Extenders that bring libraries: what authors would write, for the packer's tests. */
package org.example.corpus;
