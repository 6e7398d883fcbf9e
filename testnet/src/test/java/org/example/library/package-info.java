/** Extenders that bring libraries, for tests on real nodes. */
package org.example.library;
