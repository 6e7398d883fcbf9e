/** Why a package is refused: what every other package here throws or collects. */
package org.qgate.qsx.refuse;
