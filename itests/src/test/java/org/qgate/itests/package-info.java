/** Tests over the real distribution: inside the container, from outside by its own scripts, and over what was built. */
package org.qgate.itests;
