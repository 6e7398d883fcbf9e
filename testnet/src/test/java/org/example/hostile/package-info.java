/** Extenders that do not keep to anything, for tests. */
package org.example.hostile;
